import type { Block } from '../stand-in/block-kit/blocks.ts';
import type { InteractiveElement } from '../stand-in/block-kit/elements.ts';
import type { RichText, RichTextElement } from '../stand-in/block-kit/rich-text.ts';
import type { Message, SharedFile, Unfurl, View } from '../stand-in/wire.ts';

/**
 * The shapes that apps send. Every field is `unknown` until one of the readers below has looked at it, so that a
 * malformed block can look odd but never break the page.
 */
type Unread<Shape> = { readonly [Field in FieldOf<Shape>]?: unknown };
type FieldOf<Shape> = Shape extends unknown ? keyof Shape : never;

export type WireBlock = Unread<Block>;
/** Any interactive element; `text` names a button. */
export type WireElement = Unread<InteractiveElement>;
export type WireRichText = Unread<RichTextElement | RichText['elements'][number]>;
/** `typed` is what its writer typed; both last fields are the page's own. */
export type WireMessage = Unread<Message> & { readonly is_ephemeral?: unknown; readonly typed?: unknown };
export type WireUnfurl = Unread<Unfurl>;
export type WireFile = Unread<SharedFile>;
export type WireView = Unread<View>;

export interface WireText {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly emoji?: unknown;
}

export interface WireOption {
  readonly text?: unknown;
  readonly value?: unknown;
  readonly description?: unknown;
  readonly url?: unknown;
}

/** `value` when it is an object, else an empty one. */
export function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** `value` when it is a string, a finite number as text, else "". */
export function asString(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** `value` when it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `value` as a finite number, from a number or a numeric string, else `undefined`. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The own property `key` of `value`, else `undefined`. Own, so that "constructor" finds nothing. */
export function valueAt(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(asObject(value), key)?.value;
}
