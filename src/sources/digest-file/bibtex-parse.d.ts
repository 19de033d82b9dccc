/** The package ships no types; this is what we use of it. */
declare module 'bibtex-parse' {
  export interface Value {
    readonly datatype: 'number' | 'identifier' | 'braced' | 'quoted' | 'concatinate' | 'null' | 'unenclosed';
    readonly value: string | number | bigint | readonly Value[];
  }
  export interface Field extends Value {
    readonly name: string;
  }
  export type Item =
    | ({ readonly itemtype: 'string' } & Field)
    | { readonly itemtype: 'entry'; readonly key: string; readonly fields: readonly Field[] }
    | { readonly itemtype: 'preamble' | 'comment' };
  export function parse(text: string, options?: { readonly number: 'string' }): readonly Item[];
}
