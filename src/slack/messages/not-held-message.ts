import type { LookedUp } from '../../sources/look-up.ts';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { line, link, text } from './rich-text.ts';

/** Why a paper that the library does not hold did not come from elsewhere. */
export type NotFound = Exclude<LookedUp, { readonly kind: 'found' }>;

/** Longest sentence of a source that is shown, in bytes. */
const maxWhyBytes = 300;

function sentenceOf(id: string, notFound: NotFound): string {
  switch (notFound.kind) {
    case 'unknown':
      return `The library does not hold ${id}, and ${notFound.sources.join(' and ')} has no such paper.`;
    case 'off':
      return `The library does not hold ${id}, and no source is read here to look it up.`;
    case 'failed':
      return `The library does not hold ${id}, and it could not be looked up: ${cutToBytes(notFound.why, maxWhyBytes)}`;
    default:
      return notFound satisfies never;
  }
}

/** A paper that is named, and not to be had here. */
export function notHeldMessage(id: string, notFound: NotFound): Message {
  const sentence = sentenceOf(id, notFound);
  const elsewhere = [text(' Read it on '), link(`https://arxiv.org/abs/${id}`, 'arXiv'), text('.')];
  return { text: fallback(sentence), blocks: [line(text(sentence), ...elsewhere)] };
}
