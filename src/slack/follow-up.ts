/** What people ask of a list that stands in the thread already: "more", "tell me more about 2", "similar to the first one", "bibtex 2". */
export type FollowUp =
  | { readonly kind: 'more' }
  | { readonly kind: 'details' | 'similar' | 'bibtex'; readonly rank: number }
  /** It is about the list, but does not say what or which. */
  | { readonly kind: 'unclear' };

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

const polite = String.raw`(?:\s*,?\s*(?:please|pls|thanks|thx|cheers))?[.!?]*`;
const ask = String.raw`(?:(?:can|could) (?:you|i|we)\s+)?(?:please\s+)?(?:(?:show|give|tell|get|see|have)(?: (?:me|us))?\s+)?`;
const which = String.raw`(?:the\s+)?(?:#|no\.?\s*|number\s+|paper\s+)?(\d{1,2}(?:st|nd|rd|th)?|${ordinals.join('|')})(?:\s+(?:one|paper))?`;

const more = new RegExp(
  `^${ask}(?:some |any )?(?:more|next|next page|more papers|more results|more like (?:this|these|that))${polite}$`,
  'i',
);
const details = new RegExp(
  `^${ask}(?:(?:some )?(?:more )?(?:about |of |on )?|(?:more )?(?:details?|info|abstract|links?|pdf|code)(?: (?:on|of|about|for))? |what(?:'s| is) |explain |open )?${which}${polite}$`,
  'i',
);
const similar = new RegExp(
  `^${ask}(?:find )?(?:papers? )?(?:similar(?: papers?)?(?: to)?|(?:more )?like) ${which}${polite}$`,
  'i',
);
const bibtex = new RegExp(`^${ask}(?:the )?(?:bib ?tex|bib|cite|citation)(?: (?:of|for))? ${which}${polite}$`, 'i');

// Nothing but words about the list itself: "bibtex", "2 and 3", "previous", "details of all".
const listWords =
  /^(?:(?:the|of|for|and|or|all|both|one|ones|paper|papers|them|it|more|previous|back|next|last|details?|abstract|bib ?tex|cite|pdf|code|links?|similar|to|about|show|tell|me|\d{1,2})(?:[\s,.!?]+|$))+$/i;

function rankOf(word: string): number {
  const place = ordinals.indexOf(word.toLowerCase());
  return place >= 0 ? place + 1 : Number.parseInt(word, 10);
}

/** A follow-up, or undefined when the text is a question of its own. */
export function parseFollowUp(text: string): FollowUp | undefined {
  const plain = text.trim().replaceAll('’', "'");
  if (more.test(plain)) return { kind: 'more' };
  for (const [kind, pattern] of [
    ['similar', similar],
    ['bibtex', bibtex],
    ['details', details],
  ] as const) {
    const word = pattern.exec(plain)?.[1];
    if (word !== undefined) return { kind, rank: rankOf(word) };
  }
  return listWords.test(plain) ? { kind: 'unclear' } : undefined;
}
