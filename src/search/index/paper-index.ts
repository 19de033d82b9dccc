import { createHash } from 'node:crypto';
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { Paper } from '../../papers/paper.ts';
import { definitionsIn } from '../acronym-table.ts';
import { tokenize } from '../tokens.ts';
import { addScores } from './bm25.ts';
import { authorTerms, createTermsOf, indexedText, isAuthorTerm } from './indexed-text.ts';
import { termsSpelledLike } from './spelled-like.ts';
import type { Postings, WeightedPostings } from './terms.ts';

const noPostings: Postings = new Map();

/** What the index keeps of a paper beside its terms. */
export interface StoredFacts {
  /** Changes with the text that is indexed. */
  readonly fingerprint: string;
  readonly acronyms: readonly (readonly [short: string, longStems: string])[];
}

/** Short: it only has to tell two versions of one paper apart. */
const fingerprintChars = 16;

function fingerprintOf({ title, abstract, authors = [] }: Paper): string {
  const text = [title, abstract, ...authors].join('\n');
  return createHash('sha256').update(text).digest('base64').slice(0, fingerprintChars);
}

function fieldOf(paper: Paper, field: string): unknown {
  switch (field) {
    case 'id':
      return paper.id;
    case 'text':
      return indexedText(paper);
    case 'authors':
      return authorTerms(paper.authors ?? []).join(' ') || undefined;
    case 'fingerprint':
      return fingerprintOf(paper);
    case 'acronyms':
      return definitionsIn(paper);
    default:
      return undefined;
  }
}

/** Of the two fields only the text is ranked; names are postings of their own, so that they do not make a text longer. */
function indexOptions(): Options<Paper> {
  const termsOf = createTermsOf();
  return {
    fields: ['text', 'authors'],
    storeFields: ['fingerprint', 'acronyms'],
    extractField: fieldOf as (paper: Paper, field: string) => string,
    tokenize: (text, field) => (field === 'authors' ? text.split(' ') : tokenize(text)),
    processTerm: (token, field) => (field === 'authors' ? token : termsOf(token)),
    autoVacuum: false,
  };
}

/**
 * MiniSearch over papers: it holds the postings, adds, removes and is kept as JSON. Its protected fields are read here for what its public
 * search() does not give: the sum of BM25+ alone over many terms (search() makes an object of every paper found, which takes .4 s over
 * 100,000), how many papers hold a term, and a swapped pair of letters as one edit. Papers are numbered by slots, MiniSearch's short ids.
 * The scores are those of search(); a test compares them and fails when a new version changes the fields.
 */
export class PaperIndex extends MiniSearch<Paper> {
  /** Lengths of the texts by slot, until one comes or goes. Not initialised here: an index that was loaded ran no constructor of this class. */
  declare private textLengths: Float32Array | undefined;

  constructor() {
    super(indexOptions());
  }

  override add(paper: Paper): void {
    this.textLengths = undefined;
    super.add(paper);
  }

  override remove(paper: Paper): void {
    this.textLengths = undefined;
    super.remove(paper);
  }

  /** MiniSearch keeps them in a map of arrays, where to look one up takes longer than all else of a score. */
  private lengths(): Float32Array {
    if (this.textLengths === undefined) {
      this.textLengths = new Float32Array(this.end);
      for (const [slot, lengths] of this._fieldLength) this.textLengths[slot] = lengths[this.textField] ?? 0;
    }
    return this.textLengths;
  }

  /** What toJSON() gave earlier, without holding up others for long. @throws an error of any kind when `kept` is damaged */
  static async from(kept: AsPlainObject): Promise<PaperIndex> {
    const loaded = await MiniSearch.loadJSAsync<Paper>(kept, indexOptions());
    // loadJSAsync makes a plain MiniSearch, also of a subclass.
    return Object.setPrototypeOf(loaded, PaperIndex.prototype);
  }

  get size(): number {
    return this._documentCount;
  }

  /** Slots in use are all below. */
  get end(): number {
    return this._nextId;
  }

  /** Mean number of distinct tokens of a paper. */
  get meanLength(): number {
    return this._avgFieldLength[this.textField] ?? 0;
  }

  slotOf(id: string): number | undefined {
    return this._idToShortId.get(id);
  }

  slots(): Iterable<number> {
    return this._documentIds.keys();
  }

  idAt(slot: number): string {
    return this._documentIds.get(slot) ?? '';
  }

  storedAt(slot: number): StoredFacts | undefined {
    return this._storedFields.get(slot) as unknown as StoredFacts | undefined;
  }

  /** Whether the index has this very text of the paper. */
  hasText(paper: Paper): boolean {
    const slot = this.slotOf(paper.id);
    return slot !== undefined && this.storedAt(slot)?.fingerprint === fingerprintOf(paper);
  }

  protected get textField(): number {
    return this._fieldIds['text'] ?? 0;
  }

  /** Of a token, a stem or an author term. */
  postings(term: string): Postings {
    const field = isAuthorTerm(term) ? (this._fieldIds['authors'] ?? 1) : this.textField;
    return this._index.get(term)?.get(field) ?? noPostings;
  }

  papersWith(term: string): number {
    return this.postings(term).size;
  }

  /** Terms of texts that begin with `start`. */
  beginningWith(start: string): string[] {
    return [...this._index.atPrefix(start).keys()];
  }

  /** See termsSpelledLike. */
  spelledLike(word: string, mostEdits: number): Map<string, number> {
    return termsSpelledLike(this._index, word, mostEdits);
  }

  /** Adds to `scores`, by slot, the BM25+ of each term. */
  addScores(terms: readonly WeightedPostings[], scores: Float32Array): void {
    addScores(terms, (term) => this.postings(term), this.lengths(), this, scores);
  }
}
