import { decodeXML, escapeUTF8 } from 'entities';

/** Markup that is safe to send. The key is private to this file, so neither JSON nor a string can pose as it. */
export interface Html {
  readonly [markup]: string;
}

const markup: unique symbol = Symbol('markup');

/** What a template may hold. Absent parts vanish, so `${error && html`…`}` needs no branch. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Markup from a template: every `${part}` is escaped unless it is already `Html`. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = fixed[0] ?? '';
  for (const [index, part] of parts.entries()) {
    // An unquoted attribute value could be left with a space, which escaping does not stop.
    if (text.endsWith('=')) throw new TypeError(`Quote the attribute value that follows "${text.slice(-40)}".`);
    text += markupOf(part) + (fixed[index + 1] ?? '');
  }
  return { [markup]: text };
}

/** The markup as a string, to be sent as text/html in UTF-8. A plain string comes back escaped. */
export function markupOf(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(markupOf).join('');
  return Object.hasOwn(part, markup) ? part[markup] : ''; // An object that came in through an `any` shows as nothing.
}

/** `parts` one after the other with `between` in every gap. */
export function joined(parts: readonly Part[], between: Part): Html {
  return html`${parts.map((part, index) => [index > 0 && between, part])}`;
}

/** An attribute list with a leading space: `true` gives the bare name, absent and `false` give nothing. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): Html {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  const text = given.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`));
  return { [markup]: text.join('') };
}

/** What a person reads of `part`, without its tags: for dialogs and accessible names. */
export function textOf(part: Part): string {
  const text = markupOf(part)
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, ''); // Safe on our own markup only: a ">" inside an attribute is always escaped there.
  return decodeXML(text);
}

// Control characters that HTML forbids even as references (https://html.spec.whatwg.org/#text-2). Tab, LF and CR stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

const escaped = (text: string): string => escapeUTF8(text.toWellFormed().replace(forbidden, ''));

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}
