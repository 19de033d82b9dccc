import { isAuthorTerm } from './indexed-text.ts';
import { editsBetween, mayBeWithin, signatureOf } from './spelling.ts';

/** A known term that is spelled like the one looked for. */
export interface SpelledLike {
  readonly id: number;
  readonly edits: number;
}

/** The terms of an index, each with a number from 0 on and the count of papers that hold it. */
export interface Vocabulary {
  idOf(term: string): number | undefined;
  /** Gives an unknown term the next number. */
  idFor(term: string): number;
  termOf(id: number): string;
  papersWith(id: number): number;
  count(id: number, change: 1 | -1): void;
  /** All numbers, in the order of the terms' UTF-16 units. Good until a term is added. */
  idsByName(): readonly number[];
  /** Terms of texts that some paper holds, at most `edits` away from `word`, in no order. */
  spelledLike(word: string, edits: number): readonly SpelledLike[];
  /** Terms of texts that some paper holds and that are longer than `word` and begin with it. */
  beginningWith(word: string): number[];
}

export interface KeptVocabulary {
  /** In the order of their UTF-16 units. */
  readonly terms: readonly string[];
  readonly papers: Uint32Array;
}

/** Terms of one length, to be passed over quickly. */
interface SameLength {
  readonly ids: number[];
  readonly signatures: number[];
}

/** Misspelt words remembered. */
const maxRecent = 100;

export function createVocabulary(kept?: KeptVocabulary): Vocabulary {
  const terms = [...(kept?.terms ?? [])];
  const ids = new Map(terms.map((term, id) => [term, id]));
  const papers = Array.from(kept?.papers ?? []);
  // Made when a word is first looked for that nobody knows, and completed from then on.
  const ofLength: SameLength[] = [];
  let sorted = 0;
  // Numbers of terms in the order of their names, completed when they are next asked for.
  const byName = [...terms.keys()];
  // One question asks for the spelling of a word more than once.
  const recent = new Map<string, readonly SpelledLike[]>();

  function sortByLength(): void {
    if (sorted === terms.length) return;
    recent.clear();
    for (; sorted < terms.length; sorted += 1) {
      const term = terms[sorted] ?? '';
      // "okafor" is one letter away from the author @okafor, and asks for a subject.
      if (isAuthorTerm(term)) continue;
      ofLength[term.length] ??= { ids: [], signatures: [] };
      ofLength[term.length]?.ids.push(sorted);
      ofLength[term.length]?.signatures.push(signatureOf(term));
    }
  }

  const isHeld = (id: number): boolean => (papers[id] ?? 0) > 0;

  function findSpelledLike(word: string, edits: number): SpelledLike[] {
    const signature = signatureOf(word);
    const found: SpelledLike[] = [];
    for (let length = Math.max(word.length - edits, 1); length <= word.length + edits; length += 1) {
      const { ids: candidates, signatures } = ofLength[length] ?? { ids: [], signatures: [] };
      for (let at = 0; at < signatures.length; at += 1) {
        if (!mayBeWithin(edits, signature, signatures[at] ?? 0)) continue;
        const id = candidates[at] ?? 0;
        const between = isHeld(id) ? editsBetween(word, terms[id] ?? '', edits) : edits + 1;
        if (between <= edits) found.push({ id, edits: between });
      }
    }
    return found;
  }

  function idsByName(): readonly number[] {
    if (byName.length === terms.length) return byName;
    for (let id = byName.length; id < terms.length; id += 1) byName.push(id);
    // Stretches that are in order already are merged, not sorted anew.
    byName.sort((a, b) => ((terms[a] ?? '') < (terms[b] ?? '') ? -1 : 1));
    return byName;
  }

  /** The first place in `byName` of a term that does not come before `word`. */
  function placeByName(word: string): number {
    let [low, high] = [0, byName.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((terms[byName[middle] ?? 0] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    idOf: (term) => ids.get(term),
    idFor(term) {
      const known = ids.get(term);
      if (known !== undefined) return known;
      ids.set(term, terms.length);
      terms.push(term);
      papers.push(0);
      return terms.length - 1;
    },
    termOf: (id) => terms[id] ?? '',
    papersWith: (id) => papers[id] ?? 0,
    count(id, change) {
      papers[id] = (papers[id] ?? 0) + change;
      recent.clear();
    },
    spelledLike(word, edits) {
      sortByLength();
      const known = recent.get(word);
      if (known !== undefined) return known;
      if (recent.size >= maxRecent) recent.clear();
      const found = findSpelledLike(word, edits);
      recent.set(word, found);
      return found;
    },
    idsByName,
    beginningWith(word) {
      idsByName();
      const found: number[] = [];
      for (let place = placeByName(word); place < byName.length; place += 1) {
        const id = byName[place] ?? 0;
        const term = terms[id] ?? '';
        if (!term.startsWith(word)) break;
        if (term.length > word.length && isHeld(id)) found.push(id);
      }
      return found;
    },
  };
}
