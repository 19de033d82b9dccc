import { withoutEdges } from '../search/asked-text.ts';
import { hasSubject } from '../search/concepts.ts';
import { editsBetween } from '../search/index/edits.ts';
import { stemOf, tokenize, tokensIn } from '../search/tokens.ts';
import { isFiller } from '../search/words.ts';
import type { Subscription } from '../store/subscriptions.ts';

/** Which of several digests somebody means by their words: "the pruning digest". */

const besideNames =
  /\b(?:digests?|subscriptions?|daily|weekly|(?:post|send)(?:s|ing)?|every(?:thing| day| morning| week)?)\b/gi;
const everything = /\b(?:all (?:the )?papers|every(?:thing| paper))\b/i;
/** A shorter word with another letter is another word. */
const leastMisspeltChars = 5;

/** What the words say of a digest's subject, as they were written; '' where they name none. */
export function subjectNamed(words: string): string {
  const plain = words.replace(besideNames, ' ');
  return hasSubject(plain) ? withoutEdges(plain).trim() : (everything.exec(words)?.[0] ?? '');
}

/** "all", "from everything", "both digests": whichever there are. All papers are a subject. */
export const meansAll = (words: string): boolean =>
  /\b(?:all|both|everything)\b(?!.*\bpapers?\b)/i.test(words) && !hasSubject(words.replace(besideNames, ' '));

const telling = (text: string): string[] => [...new Set(tokenize(text).filter((token) => !isFiller(token)))];

function areTheSame(one: string, other: string): boolean {
  if (stemOf(one) === stemOf(other)) return true;
  return Math.min(one.length, other.length) >= leastMisspeltChars && editsBetween(one, other, 1) <= 1;
}

/**
 * The digests that are about all of this subject; about nothing else, where there are such.
 *
 * @param subject as subjectNamed gives it; '' means all digests
 */
export function digestsNamed<One extends Pick<Subscription, 'topics'>>(
  subject: string,
  digests: readonly One[],
): One[] {
  if (subject === '') return [...digests];
  const asked = telling(subject);
  if (asked.length === 0) {
    const ofEverything = digests.filter(({ topics }) => topics.length === 0);
    return ofEverything.length > 0 ? ofEverything : [...digests];
  }
  const isAbout = (one: string, others: readonly string[]): boolean => others.some((other) => areTheSame(one, other));
  // "state-space" is also about "state space".
  const forms = subject.split(/\s+/).map(tokensIn);
  const isNamed = ([whole = '', ...parts]: readonly string[], words: readonly string[]): boolean =>
    isFiller(whole) || isAbout(whole, words) || (parts.length > 0 && parts.every((part) => isAbout(part, words)));
  const known = digests.map((digest) => ({ digest, words: telling(digest.topics.join(' ')) }));
  const found = known.filter(({ words }) => forms.every((form) => isNamed(form, words)));
  const alone = found.filter(({ words }) => words.every((word) => isAbout(word, asked)));
  return (alone.length > 0 ? alone : found).map(({ digest }) => digest);
}
