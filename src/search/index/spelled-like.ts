import { createEditTable } from './edits.ts';
import { isAuthorTerm } from './indexed-text.ts';

/** MiniSearch's radix tree of terms: branches by the letters that follow, '' where a term ends. */
interface TermTree {
  keys(): Iterable<string>;
  get(key: string): TermTree | undefined;
}

interface Terms {
  atPrefix(start: string): { readonly _tree: TermTree };
}

/**
 * Terms of texts at most so many edits from `word`, with their number, see createEditTable: MiniSearch's own search counts a swap as two.
 * They begin as it does: hardly anybody mistypes the first letter ("unlearning" is no "learning"), and among the terms of 100,000 papers
 * the others take ten times as long.
 */
export function termsSpelledLike(terms: Terms, word: string, mostEdits: number): Map<string, number> {
  const start = word.slice(0, 1);
  const found = new Map<string, number>();
  const table = createEditTable(word, mostEdits);
  // Terms stand in a radix tree: those that begin alike are compared once as far as they are alike.
  const lookInto = (tree: TermTree, begun: string): void => {
    for (const key of tree.keys()) {
      if (key === '') {
        if (table.editsTo(begun.length) <= mostEdits) found.set(begun, table.editsTo(begun.length));
        continue;
      }
      let before = begun.charCodeAt(begun.length - 1);
      let isNear = true;
      for (let place = 0; place < key.length && isNear; place += 1) {
        const letter = key.charCodeAt(place);
        isNear = table.take(begun.length + place, letter, before);
        before = letter;
      }
      const branch = isNear ? tree.get(key) : undefined;
      if (branch !== undefined && !isAuthorTerm(begun + key)) lookInto(branch, begun + key);
    }
  };
  if (start !== '') table.take(0, start.charCodeAt(0), Number.NaN);
  lookInto(terms.atPrefix(start)._tree, start);
  return found;
}
