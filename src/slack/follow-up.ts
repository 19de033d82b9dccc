/** What people ask of a list that stands in the thread already: "more", "tell me more about 2", "similar to 2", "bibtex 2". */
export type FollowUp =
  | { readonly kind: 'more' }
  | { readonly kind: 'details'; readonly rank: number }
  | { readonly kind: 'similar'; readonly rank: number }
  | { readonly kind: 'bibtex'; readonly rank: number };

const polite = String.raw`(?:\s*(?:please|pls|thanks|thx|cheers))?[.!?]*`;
const number = String.raw`(?:#|no\.?\s*|number\s+|paper\s+)?(\d{1,2})`;
const ask = String.raw`(?:(?:can|could) you\s+)?(?:please\s+)?`;

const more = new RegExp(
  `^${ask}(?:(?:show|give)(?: me)? )?(?:some )?(?:more|next|next page|more papers|more results)${polite}$`,
  'i',
);
const details = new RegExp(
  `^${ask}(?:(?:tell|show) (?:me |us )?(?:more )?(?:about |of )?|(?:more )?(?:details?|info|abstract)(?: (?:on|of|about|for))? |more (?:on|about) |what(?:'s| is) |explain |open )?${number}${polite}$`,
  'i',
);
const similar = new RegExp(
  `^${ask}(?:(?:show|find)(?: me)? )?(?:papers? )?(?:similar(?: papers?)?(?: to)?|(?:more )?like) ${number}${polite}$`,
  'i',
);
const bibtex = new RegExp(
  `^${ask}(?:(?:show|give)(?: me)? )?(?:the )?(?:bib ?tex|bib|cite|citation)(?: (?:of|for))? ${number}${polite}$`,
  'i',
);

/** A follow-up, or undefined when the text is a question of its own. */
export function parseFollowUp(text: string): FollowUp | undefined {
  const plain = text.trim().replaceAll('’', "'");
  if (more.test(plain)) return { kind: 'more' };
  const rankIn = (pattern: RegExp): number | undefined => {
    const rank = Number(pattern.exec(plain)?.[1]);
    return rank >= 1 ? rank : undefined;
  };
  for (const [kind, pattern] of [
    ['similar', similar],
    ['bibtex', bibtex],
    ['details', details],
  ] as const) {
    const rank = rankIn(pattern);
    if (rank !== undefined) return { kind, rank };
  }
  return undefined;
}
