import { othersTurn } from '../bounds.ts';

/** A feed in parts: what stands before its papers, each paper's element, and what stands after. What stands between two is left out. */
export interface CutFeed {
  readonly head: string;
  readonly papers: readonly string[];
  readonly tail: string;
}

/** A day of all classes has fewer. */
const maxPapers = 5_000;
/** One with 5,000 authors has that much. */
const maxPaperChars = 500_000;
/** Beyond its papers a feed has a title and some links. */
const maxFrameChars = 20_000;
/** arXiv's elements are five deep. */
const maxDepth = 30;
/** Looked at without a pause: less than a millisecond. */
const tagsAtOnce = 1_000;

const begin = /<(?:!\[CDATA\[|!--|\?|!|\/)?/g;
/** What is no element, and how it ends. */
const ends: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };

/**
 * Finds the papers of a feed in one walk, with turns for others. An XML parser takes time that grows with the square of the depth, and
 * must only see what is as flat and as small as a feed is.
 *
 * @throws RangeError where it is deeper or larger than a feed can be, breaks off, or defines words of its own
 */
export async function cutFeed(text: string, element: 'item' | 'entry'): Promise<CutFeed> {
  const papers: string[] = [];
  const tooLarge = `<${element}><title>Larger than a paper can be</title></${element}>`;
  let [head, end, depth, tags] = [text, text.length, 0, 0];
  let start: number | undefined;
  const after = (what: string, from: number): number => {
    const found = text.indexOf(what, from);
    if (found === -1) throw new RangeError('It breaks off.');
    return found + what.length;
  };

  for (let at = 0; ; ) {
    begin.lastIndex = at;
    const [opening] = begin.exec(text) ?? [];
    if (opening === undefined) break;
    const place = begin.lastIndex - opening.length;
    const ending = ends[opening];
    at = after(ending ?? '>', begin.lastIndex);
    if (ending !== undefined) continue;
    // Entities that stand for entities grow without end.
    if (opening === '<!') throw new RangeError('It defines words of its own.');
    tags += 1;
    if (tags % tagsAtOnce === 0) await othersTurn();
    const isPaper =
      text.startsWith(element, place + opening.length) &&
      /[\s>]/.test(text[place + opening.length + element.length] ?? '');
    if (opening === '</') {
      depth -= 1;
      if (!isPaper || start === undefined) continue;
      papers.push(at - start > maxPaperChars ? tooLarge : text.slice(start, at));
      [start, end] = [undefined, at];
      continue;
    }
    if (isPaper) {
      if (start !== undefined) throw new RangeError('A paper stands in a paper.');
      if (papers.length === 0) head = text.slice(0, place);
      if (papers.length >= maxPapers) throw new RangeError('It has too many papers.');
      start = place;
    }
    if (text[at - 2] !== '/') depth += 1;
    if (depth > maxDepth) throw new RangeError('It is too deep.');
  }
  if (start !== undefined) throw new RangeError('It breaks off.');
  const tail = text.slice(end);
  if (Math.max(head.length, tail.length) > maxFrameChars) throw new RangeError('It is too large beside its papers.');
  return { head, papers, tail };
}
