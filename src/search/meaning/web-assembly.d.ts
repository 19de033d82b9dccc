/** What we use of WebAssembly. TypeScript declares it in lib.dom alone, which would bring the whole browser in. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory<Sharing extends boolean = boolean> {
    constructor(descriptor: { initial: number; maximum: number; shared: Sharing });
    readonly buffer: Sharing extends true ? SharedArrayBuffer : ArrayBuffer;
    /** Adds pages of 64 KiB; `buffer` is another one afterwards. */
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } });
    /** Functions by name, as the module declares them. */
    readonly exports: unknown;
  }
}
