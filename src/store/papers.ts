import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { mergedSources, mergePapers, retold } from '../papers/merge-papers.ts';
import { factsThatEnd, type Paper } from '../papers/paper.ts';
import { inJson } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { PaperFactsRow, PaperRow, Tables } from './tables.ts';

/** What became of a paper that a source told of. */
export interface Learnt {
  readonly paper: Paper;
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** The source had not told of it before, though another may have. */
  readonly isNewToSource: boolean;
}

/** A paper as of one change. */
export interface Changed {
  readonly paper: Paper;
  readonly change: number;
}

/** Papers that sources told of. */
export interface Papers {
  /**
   * Keeps what a source says: newer facts win, what it denies goes away, nothing else is lost, and two sources that name one id speak of one paper. All of
   * `papers` is on disk when it resolves, or nothing of it; so not more at once than a transaction should hold up others, about 50.
   */
  learn(source: string, papers: readonly Paper[], now: number): Promise<Learnt[]>;
  /** Papers that changed after `change`, in the order of their last change. Nothing appears behind a change that was seen. */
  changedSince(change: number, limit: number): Promise<Changed[]>;
  /** The last change of any; 0 when there is none. */
  lastChange(): Promise<number>;
  get(id: string): Promise<Paper | undefined>;
  count(): Promise<number>;
}

const text = z.string().optional();
const texts = z.array(z.string()).optional();
const count = z.number().optional();
// Only learn() writes here, and it writes papers; unless somebody damaged the row.
const storedPaper = inJson(
  z.object({
    ...{ id: z.string().min(1), title: z.string(), abstract: z.string() },
    ...{ authors: texts, organisation: text, published: text, submitted: text, upvotes: count, aiSummary: text },
    ...{ keywords: texts, categories: texts, codeUrl: text, codeStars: count, projectUrl: text, url: text },
    thumbnailUrl: text,
    version: count,
    ...{ isWithdrawn: z.boolean().optional(), takenBack: z.array(z.enum(factsThatEnd)).optional() },
  }),
);

/** @throws when it is none */
function paperFrom(json: string): Paper {
  return storedPaper.parse(json);
}

/** JSON with its keys sorted: the same facts in another order are the same. */
function sortedJson(paper: Paper): string {
  return JSON.stringify(Object.fromEntries(Object.entries(paper).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Takes `count` change numbers; until the transaction ends nobody else gets any, so that they become visible in their order. */
async function takeChanges(transaction: Transaction<Tables>, count: number): Promise<number> {
  const { last } = await transaction
    .insertInto('paper_changes')
    .values({ id: 1, last: count })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ eb }) => ({ last: eb('paper_changes.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}

/** What a source said of a paper. */
interface Facts extends Pick<PaperFactsRow, 'source' | 'said_at'> {
  readonly paper: Paper;
}

/** The facts of a paper, those that changed last on top. */
function mergedFacts(facts: readonly Facts[]): Paper | undefined {
  const inOrder = [...facts].sort((a, b) => a.said_at - b.said_at || (a.source < b.source ? -1 : 1));
  return mergedSources(inOrder.map(({ paper }) => paper));
}

function onePerId(papers: readonly Paper[]): Paper[] {
  const byId = new Map<string, Paper>();
  for (const paper of papers) {
    const before = byId.get(paper.id);
    byId.set(paper.id, before === undefined ? paper : mergePapers(before, paper));
  }
  return [...byId.values()];
}

/** Rows with their papers, without those that are damaged. */
export const papersIn =
  ({ rows: reader }: Pick<Store, 'rows'>) =>
  <Row extends Pick<PaperRow, 'id' | 'paper'>>(rows: readonly Row[]) =>
    reader.read(
      'papers',
      rows,
      ({ id }) => id,
      (row) => ({ ...row, paper: paperFrom(row.paper) }),
    );

export function createPapers(store: Store): Papers {
  const { db, rows: reader } = store;
  const readable = papersIn(store);

  async function changedSince(change: number, limit: number): Promise<Changed[]> {
    const rows = await db
      .selectFrom('papers')
      .select(['id', 'paper', 'change'])
      .where('change', '>', change)
      .orderBy('change')
      .limit(limit)
      .execute();
    const changed = readable(rows).map((row) => ({ paper: row.paper, change: row.change }));
    const last = rows.at(-1);
    const left = rows.length - changed.length;
    if (left === 0 || last === undefined || rows.length < limit) return changed;
    // Fewer than asked for would mean that there are no more.
    return [...changed, ...(await changedSince(last.change, left))];
  }

  return {
    async learn(source, papers, now) {
      const told = onePerId(papers);
      if (told.length === 0) return [];
      return db.transaction().execute(async (transaction) => {
        // First: it also keeps two processes from merging onto one paper at the same time.
        let change = await takeChanges(transaction, told.length);
        const ids = told.map(({ id }) => id);
        const rows = await transaction.selectFrom('paper_facts').selectAll().where('paper_id', 'in', ids).execute();
        // What a damaged row said is told again sooner or later.
        const nameOf = ({ paper_id, source }: PaperFactsRow): string => `${paper_id} ${source}`;
        const facts = reader.read(
          'paper_facts',
          rows,
          nameOf,
          (row): Facts => ({ ...row, paper: paperFrom(row.said) }),
        );
        const factRows: PaperFactsRow[] = [];
        const learnt = told.map((paper): Learnt => {
          const known = facts.filter((one) => one.paper.id === paper.id);
          const own = known.find((one) => one.source === source);
          const said = own === undefined ? paper : retold(own.paper, paper);
          if (own !== undefined && isDeepStrictEqual(own.paper, said))
            return { paper: mergedFacts(known) ?? said, outcome: 'unchanged', isNewToSource: false };
          factRows.push({ paper_id: paper.id, source, said: sortedJson(said), said_at: now });
          const before = mergedFacts(known);
          const after =
            mergedFacts([...known.filter((other) => other !== own), { source, paper: said, said_at: now }]) ?? said;
          const isNewToSource = own === undefined;
          if (before === undefined) return { paper: after, outcome: 'added', isNewToSource };
          return { paper: after, outcome: isDeepStrictEqual(before, after) ? 'unchanged' : 'updated', isNewToSource };
        });
        if (factRows.length > 0) {
          await transaction
            .insertInto('paper_facts')
            .values(factRows)
            .onConflict((conflict) =>
              conflict
                .columns(['paper_id', 'source'])
                .doUpdateSet(({ ref }) => ({ said: ref('excluded.said'), said_at: ref('excluded.said_at') })),
            )
            .execute();
        }
        const paperRows = learnt
          .filter(({ outcome }) => outcome !== 'unchanged')
          .map(({ paper }) => ({ id: paper.id, paper: sortedJson(paper), change: change++, changed_at: now }));
        if (paperRows.length > 0) {
          await transaction
            .insertInto('papers')
            .values(paperRows)
            .onConflict((conflict) =>
              conflict.column('id').doUpdateSet(({ ref }) => ({
                paper: ref('excluded.paper'),
                change: ref('excluded.change'),
                changed_at: ref('excluded.changed_at'),
              })),
            )
            .execute();
        }
        return learnt;
      });
    },
    changedSince,
    async lastChange() {
      const row = await db.selectFrom('paper_changes').select('last').executeTakeFirst();
      return row?.last ?? 0;
    },
    async get(id) {
      const rows = await db.selectFrom('papers').select(['id', 'paper']).where('id', '=', id).execute();
      return readable(rows)[0]?.paper;
    },
    async count() {
      const { count } = await db
        .selectFrom('papers')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
