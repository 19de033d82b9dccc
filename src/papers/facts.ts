import { authorsOf } from './author-names.ts';
import { displayText } from './display-text.ts';
import type { Paper } from './paper.ts';

/** All of up to three authors; of more the first, who did most of the work, the last, who leads the group, and how many between. */
export function authorsForPeople(authors: readonly string[]): string {
  const names = authorsOf(authors.map(displayText));
  if (names.length <= 3) return names.join(', ');
  return `${names[0]}, ${names.at(-1)} and ${names.length - 2} more`;
}

/** "A. First and 3 others"; '' when none is known. */
export function firstAuthorForPeople(authors: readonly string[]): string {
  const [first = '', ...others] = authorsOf(authors.map(displayText));
  if (others.length === 0) return first;
  return `${first} and ${others.length === 1 ? 'one other' : `${others.length} others`}`;
}

/** "Code ★ 9"; a repository without stars is no news. */
export function codeLabel({ codeStars = 0 }: Paper): string {
  return codeStars > 0 ? `Code ★ ${codeStars.toLocaleString('en')}` : 'Code';
}

/** "sparse attention, long contexts"; '' when none is known. */
export function keywordsForPeople({ keywords = [] }: Paper): string {
  return keywords
    .map(displayText)
    .filter((keyword) => keyword !== '')
    .join(', ');
}
