/**
 * Acronyms mined from text by Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
 * (Pacific Symposium on Biocomputing 2003): "post-training quantization (PTQ)" defines PTQ.
 */

export interface Acronym {
  /** As written: "PTQ". */
  readonly short: string;
  /** As written: "post-training quantization". */
  readonly long: string;
}

// A bracket of 2 to 10 characters without spaces that starts with a letter or digit; a plural s is cut off.
const bracketed = /\(([\p{L}\p{N}][\p{L}\p{N}\-:./&+]{1,9})\)/gu;

function isShortForm(text: string): boolean {
  // At least one capital tells "(PTQ)" from "(right)"; at least two letters tells it from "(2024)".
  return /\p{Lu}/u.test(text) && /\p{L}.*\p{L}/u.test(text);
}

/**
 * The shortest tail of `before` whose letters spell `short`, matched from the right; the first letter must begin a word.
 * This is the paper's findBestLongForm.
 */
function longFormOf(short: string, before: string): string | undefined {
  let place = before.length - 1;
  for (let index = short.length - 1; index >= 0; index -= 1) {
    const letter = short.charAt(index).toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    const isFirst = index === 0;
    while (
      place >= 0 &&
      (before.charAt(place).toLowerCase() !== letter ||
        (isFirst && place > 0 && /[\p{L}\p{N}]/u.test(before.charAt(place - 1))))
    ) {
      place -= 1;
    }
    if (place < 0) return undefined;
    place -= 1;
  }
  return before.slice(place + 1);
}

/** A long form of 15 words, the most for a short form of ten characters, with 40 letters each. */
const maxLongFormChars = 600;

/** Every "long form (SHORT)" of `text`, in order. */
export function acronymsIn(text: string): Acronym[] {
  const found: Acronym[] = [];
  for (const match of text.matchAll(bracketed)) {
    const short = (match[1] ?? '').replace(/(?<=\p{Lu})s$/u, '');
    if (!isShortForm(short)) continue;
    // The long form has at most min(|short| + 5, 2 |short|) words and stands in the same sentence (Schwartz & Hearst, section 2.1).
    const maxWords = Math.min(short.length + 5, short.length * 2);
    const sentence =
      text
        .slice(Math.max(match.index - maxLongFormChars, 0), match.index)
        .split(/[.;:!?(]\s/)
        .at(-1) ?? '';
    const before = sentence.trimEnd().split(/\s+/).slice(-maxWords).join(' ');
    const long = longFormOf(short, before)?.trim();
    if (
      long !== undefined &&
      long.length > short.length &&
      !long.toLowerCase().split(/\s+/).includes(short.toLowerCase())
    ) {
      found.push({ short, long });
    }
  }
  return found;
}
