import MiniSearch from 'minisearch';
import type { Paper } from '../papers/paper.ts';
import { type Acronyms, createAcronyms } from './acronym-table.ts';
import type { Meaning } from './meaning/meaning.ts';
import { createPaperVectors, type Nearness } from './meaning/paper-vectors.ts';
import { stemOf, tokenize } from './tokens.ts';
import { stopWords } from './words.ts';

/** A term to look for, and how much a match counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  /** Also look for known terms that are spelled almost the same, or that begin like it. */
  readonly isMisspelt: boolean;
}

/** A paper that holds some of the terms. */
export interface Hit {
  readonly paper: Paper;
  /** BM25+ over title and abstract: the sum over the terms it holds; unbounded, comparable within one library. */
  readonly score: number;
  /** Which of the terms looked for it holds. */
  readonly terms: readonly string[];
  /** What stands for them in the paper's index: stems, exact forms, corrected spellings. */
  readonly found: ReadonlySet<string>;
}

/** All the papers we hold, and the index over them. Additions and updates take effect at once. */
export interface Library {
  readonly size: number;
  get(id: string): Paper | undefined;
  papers(): Iterable<Paper>;
  /** Adds papers; one whose id is known replaces the former. */
  add(papers: Iterable<Paper>): void;
  remove(id: string): void;
  /** Papers that hold at least one term, best first. */
  find(terms: readonly WeightedTerm[], isWanted: (paper: Paper) => boolean): Hit[];
  /** How near each paper is to what `text` means; undefined without vectors. Good until papers are added or removed. */
  near(text: string): Nearness | undefined;
  /** The indexed word that is spelled most like `word`, or undefined when none is near. */
  closestWord(word: string): string | undefined;
  readonly meaning: Meaning | undefined;
  /** Number of papers whose title or abstract holds this exact token or stem. */
  papersWith(term: string): number;
  readonly acronyms: Acronyms;
}

/**
 * A word of the title counts as if the abstract said it this often. Title and abstract are one field: as two, each with its own
 * length normalisation, known items of the development queries fell from .908 to .895 and questions from .758 to .693 (MRR@10).
 * Flat from 1 to 3.
 */
const titleRepeats = 3;

/**
 * BM25+ as MiniSearch writes it: k saturation, b length normalisation, d lower bound. k and b as Robertson & Zaragoza (2009) advise
 * for short texts, d MiniSearch's own; MRR@10 of the development queries stays within .01 for k 0.9 to 2, b 0.5 to 0.9, d 0 to 1.
 */
const bm25 = { k: 1.5, b: 0.75, d: 0.5 };

/** Edits allowed in a misspelt word, as a share of its letters: one in 5 to 7 letters, two in 8 to 12. */
const fuzziness = 0.2;
/** Shorter words have too many neighbours: of four letters, any edit makes another word. */
const minFuzzyChars = 5;

// Stems beside exact forms: Porter merges words that differ ("generative", "generation"), the exact form keeps them apart.
function termsOf(token: string): string[] {
  const stem = stemOf(token);
  return stem === token ? [token] : [token, stem];
}

const textField = 'text';

function indexedText({ title, abstract }: Paper): string {
  return `${`${title}\n`.repeat(titleRepeats)}${abstract}`;
}

/** @param meaning what texts mean; without it papers are found by their words alone */
export function createLibrary({ meaning }: { meaning?: Meaning } = {}): Library {
  const papers = new Map<string, Paper>();
  const frequencies = new Map<string, number>();
  const acronyms = createAcronyms();
  const vectors = meaning && createPaperVectors(meaning.dims);
  const index = new MiniSearch<Paper>({
    fields: [textField],
    extractField: (paper, field) => (field === textField ? indexedText(paper) : paper.id),
    tokenize,
    processTerm: (token) => (stopWords.has(token) ? null : termsOf(token)),
    searchOptions: { combineWith: 'OR', bm25 },
    autoVacuum: false,
  });

  function count(paper: Paper, change: 1 | -1): void {
    const terms = new Set(tokenize(`${paper.title}\n${paper.abstract}`).flatMap(termsOf));
    for (const term of terms) {
      const left = (frequencies.get(term) ?? 0) + change;
      if (left > 0) frequencies.set(term, left);
      else frequencies.delete(term);
    }
  }

  function remove(id: string): void {
    const paper = papers.get(id);
    if (paper === undefined) return;
    index.remove(paper);
    vectors?.delete(id);
    count(paper, -1);
    acronyms.remove(paper);
    papers.delete(id);
  }

  return {
    get size() {
      return papers.size;
    },
    acronyms,
    get: (id) => papers.get(id),
    papers: () => papers.values(),
    add(added) {
      for (const paper of added) {
        remove(paper.id);
        papers.set(paper.id, paper);
        index.add(paper);
        if (meaning !== undefined) vectors?.set(paper.id, meaning.vectorOf(`${paper.title}\n${paper.abstract}`));
        count(paper, 1);
        acronyms.add(paper);
      }
    },
    remove,
    find(terms, isWanted) {
      const byTerm = new Map(terms.map((term) => [term.term, term]));
      const isMisspelt = (term: string): boolean =>
        byTerm.get(term)?.isMisspelt === true && term.length >= minFuzzyChars;
      const results = index.search([...byTerm.keys()].join('\n'), {
        tokenize: (query) => query.split('\n'),
        processTerm: (term) => term,
        boostTerm: (term) => byTerm.get(term)?.weight ?? 1,
        fuzzy: (term) => (isMisspelt(term) ? fuzziness : false),
        prefix: isMisspelt,
        filter: (result) => {
          const paper = papers.get(String(result.id));
          return paper !== undefined && isWanted(paper);
        },
      });
      const hits = results.flatMap((result) => {
        const paper = papers.get(String(result.id));
        // MiniSearch multiplies the sum by the number of terms found, which counts compounds and expansions over and over.
        const score = result.score / Math.max(result.queryTerms.length, 1);
        return paper === undefined ? [] : [{ paper, score, terms: result.queryTerms, found: new Set(result.terms) }];
      });
      return hits.sort((a, b) => b.score - a.score);
    },
    near: (text) => (meaning === undefined ? undefined : vectors?.compare(meaning.vectorOf(text))),
    closestWord(word) {
      const exactly = { tokenize: (query: string) => [query], processTerm: (term: string) => term };
      return index.autoSuggest(word, { ...exactly, fuzzy: fuzziness, prefix: false })[0]?.suggestion;
    },
    meaning,
    papersWith: (term) => frequencies.get(term) ?? 0,
  };
}
