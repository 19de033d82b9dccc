import type { Paperboy } from '../../library/open-paperboy.ts';
import { isHeld } from '../../search/concepts.ts';
import { editsBetween } from '../../search/index/edits.ts';
import { isFiller } from '../../search/words.ts';
import { followUpWords } from './follow-up.ts';

/** Words of what people say about a list, read where they are misspelt: "wich one", "compair 1 and 3", "sumarize 2". */

const refinementWords =
  'newer newest latest recent older oldest earlier earliest upvoted popular liked upvotes votes first only with without since before ' +
  'code github implementation implementations surveys reviews which best better worst these those them ones rank translate shorter ' +
  'compare compared comparing comparison contrast difference differences versus instead week month year authors';

const vocabulary: readonly string[] = [...new Set([...followUpWords, ...refinementWords.split(' ')])].filter(
  (word) => /^[a-z]+$/.test(word) && word.length > 2,
);
const known: ReadonlySet<string> = new Set(vocabulary);

/** A shorter word is as likely an acronym. */
const leastChars = 4;
/** So long a word may hold two slips. */
const charsForTwo = 7;
/** What holds more of them is in another language, or names a subject. */
const maxMisspelt = 3;
const maxReadings = 3;
/** A longer text says more than what to do with a list. */
const maxChars = 80;

function readingsOf(word: string): readonly string[] {
  const most = word.length >= charsForTwo ? 2 : 1;
  return vocabulary
    .map((meant) => ({ meant, edits: editsBetween(word, meant, most) }))
    .filter(({ meant, edits }) => edits <= most && meant[0] === word[0])
    .sort((a, b) => a.edits - b.edits || b.meant.length - a.meant.length)
    .slice(0, maxReadings)
    .map(({ meant }) => meant);
}

/** Whether a lower-case word stands in papers, or is common. */
export const isWordOf =
  ({ library, meaning }: Paperboy) =>
  (word: string): boolean =>
    isHeld(library, word) || meaning?.hasWord(word) === true;

/**
 * The text as it may have been meant, the likeliest first; none where nothing in it looks misspelt.
 *
 * @param isWord as isWordOf gives it: such a word is meant as it stands
 */
export function meantBy(text: string, isWord: (word: string) => boolean): readonly string[] {
  if (text.length > maxChars) return [];
  const unknown = [...new Set(text.toLowerCase().match(/(?<![\p{L}\p{N}-])[a-z]+(?![\p{L}\p{N}-])/gu) ?? [])].filter(
    (word) => word.length >= leastChars && !known.has(word) && !isFiller(word) && !isWord(word),
  );
  if (unknown.length > maxMisspelt) return [];
  return unknown
    .reduce<readonly string[]>(
      (texts, word) => {
        const readings = readingsOf(word);
        if (readings.length === 0) return texts;
        const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${word}(?![\\p{L}\\p{N}-])`, 'giu');
        return texts.flatMap((one) => readings.map((meant) => one.replace(pattern, meant)));
      },
      [text],
    )
    .filter((one) => one !== text);
}
