import { findArxivIds } from '../../papers/arxiv-id.ts';
import { type Rank, ranksNamed } from './follow-up.ts';

/** How people say what they want to follow, or to save. */

/** What somebody follows, wants to, or does not want to any more. */
export interface FollowRequest {
  readonly kind: 'follow' | 'unfollow' | 'following';
  /** An author, a paper, or words that point at one. */
  readonly text: string;
}

/** Somebody saves papers that they name, or point at, or takes them off again. */
export type SaveRequest =
  | { readonly kind: 'save'; readonly text: string }
  | { readonly kind: 'unsave'; readonly text: string };

const authorFilter = /^author:\s*(?:["\u201C\u201D]([^"\u201C\u201D]+)["\u201C\u201D]?|(\S+))$/i;
const byAuthor =
  /^(?:by|the author|author|(?:the )?(?:works?|papers) (?:of|by))\s+["\u201C\u201D]?([^"\u201C\u201D]+?)["\u201C\u201D]?$/i;
const thisPaper = /^(?:this|that|it|this one|(?:this|that|the) paper)$/i;
const allPapers =
  /^(?:(?:all|both|every(?:thing)?|each)(?: (?:of )?(?:it|(?:the|these|those) (?:papers|ones|results)|these|those|them|papers|above|one|paper))?|(?:these|those|them)(?: all| papers| ones)?)$/i;
/** "Ada Marlowe", "J. van der Berg": else the words may be a subject. */
const personalName =
  /^\p{Lu}[\p{L}.'\u2019-]*(?:\s+(?:van|von|der|de|den|di|da|la|le|el|bin|\p{Lu}[\p{L}.'\u2019-]*)){1,4}$/u;
const asked =
  /^(?:following|(?:what|who|whom) (?:do|am) i follow(?:ing)?|(?:show |list )?(?:my follows|what i follow|whom i follow))$/i;
const stopped = /^(?:stop following|unfollow|do not follow|don['\u2019]?t follow)\b\s*/i;

/** In characters; a button holds it. */
const longestName = 100;

/** The author that the words name. */
export function authorNamed(words: string): string | undefined {
  const [, quoted, bare] = authorFilter.exec(words) ?? [];
  const name = (quoted ?? bare ?? byAuthor.exec(words)?.[1])?.trim();
  const author = name || (personalName.test(words) ? words : undefined);
  return author !== undefined && author.length <= longestName ? author : undefined;
}

/** Papers of a list: by their places, all that are shown, or 'this' for the one that was spoken of. */
export type Pointed = readonly Rank[] | 'all' | 'this';

/** What the words point at; undefined: at nothing. */
export function papersPointedAt(words: string): Pointed | undefined {
  if (allPapers.test(words)) return 'all';
  return words === '' || thisPaper.test(words) ? 'this' : ranksNamed(words);
}

const saving =
  /^(?:(?:save|bookmark|keep)\b\s*(.*?)(?:\s+(?:for (?:me|later)|to my (?:list|reading list)))?|add (.+) to my (?:list|reading list))$/i;
const unsaving =
  /^(unsave|unbookmark|remove|delete|forget)\b\s*(.*?)(?:\s+from (?:(?:my|the) )?(?:list|reading list|saved(?: papers)?|bookmarks))?$/i;

/** Ids and links, and nothing between them that tells a subject. */
const areIds = (words: string): boolean =>
  words
    .split(/[\s,;]+/)
    .every((word) => /^(?:|and|&|the|papers?|arxiv:?)$/i.test(word) || findArxivIds(word).length > 0) &&
  findArxivIds(words).length > 0;

/** "save 2", "save them all", "bookmark this paper", "save 2402.17762 and 2503.22329"; other words behind it are a subject. @param bare as bareWords gives it */
export function saveIn(bare: string): SaveRequest | undefined {
  const [, saved, words = saved] = saving.exec(withoutEnd(bare)) ?? [];
  if (words !== undefined && (papersPointedAt(words) !== undefined || areIds(words)))
    return { kind: 'save', text: words };
  const [, verb = '', gone] = unsaving.exec(withoutEnd(bare)) ?? [];
  const isMeant = gone !== undefined && (areIds(gone) || (/^un/i.test(verb) && papersPointedAt(gone) !== undefined));
  return isMeant ? { kind: 'unsave', text: gone } : undefined;
}

const withoutEnd = (bare: string): string => bare.replace(/[\s.!?\u2026]+$/, '');

/** @param bare as bareWords gives it */
export function followIn(bare: string): FollowRequest | undefined {
  const said = withoutEnd(bare);
  if (asked.test(said)) return { kind: 'following', text: '' };
  if (stopped.test(said)) return { kind: 'unfollow', text: said.replace(stopped, '') };
  const [, words] = /^follow\b\s*(.*)$/is.exec(said) ?? [];
  if (words === undefined) return undefined;
  const isMeant = authorNamed(words) !== undefined || pointsAtOne(words) || isOnePaper(words);
  return isMeant ? { kind: 'follow', text: words } : undefined;
}

function pointsAtOne(words: string): boolean {
  const pointed = papersPointedAt(words);
  return pointed === 'this' || (pointed !== 'all' && pointed?.length === 1);
}

/** With other words beside its id it is asked about: "follow-up work on 2402.17762". */
const isOnePaper = (words: string): boolean =>
  findArxivIds(words).length === 1 &&
  words.split(/\s+/).every((word) => findArxivIds(word).length > 0 || /^(?:this|the|that|paper|arxiv:?)$/i.test(word));
