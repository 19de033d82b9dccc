import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { NearestPapers } from './nearest-papers.ts';
import type { Store } from './open-store.ts';
import { packWords } from './packed-words.ts';
import { wholeOfVectors } from './paper-vectors.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** What a paper is found by, as of one change of it. */
export interface SearchEntry {
  readonly id: string;
  readonly change: number;
  /** How often each of its terms stands in it; 0 for one that only conditions and acronyms ask for. */
  readonly counts: ReadonlyMap<string, number>;
  /** Distinct tokens of its text. */
  readonly length: number;
  /** YYYYMMDD as a number; 0 when unknown. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hasCode: boolean;
  readonly upvotes: number;
  /** Of the vectors of its text. */
  readonly vectorKey: string;
}

/** Writers wait for each other: they change counts of the same terms. Any number that nothing else locks. */
const writerLock = 7_216_401;

const whole = wholeOfVectors(384);

/** Takes papers out, and gives how many there were, and how many tokens they had. */
async function takeOut(transaction: Transaction<Tables>, ids: readonly string[], change: number) {
  const { rows } = await sql<{ papers: number; tokens: number }>`
    with gone as (delete from paper_search where id = any(${ids}::text[]) returning terms, length),
    uncounted as (
      update paper_terms set papers = papers - by, change = ${change}
      from (select number, count(*) as by from gone, unnest(terms) as number group by number) as held
      where paper_terms.number = held.number
    )
    select count(*)::int as papers, coalesce(sum(length), 0)::int as tokens from gone`.execute(transaction);
  return rows[0] ?? { papers: 0, tokens: 0 };
}

/** Counts the terms of papers that come, and gives the number of each term. */
async function countTerms(
  transaction: Transaction<Tables>,
  come: readonly SearchEntry[],
  change: number,
): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  for (const { counts } of come) for (const term of counts.keys()) counted.set(term, (counted.get(term) ?? 0) + 1);
  const { rows } = await sql<{ numbers: Record<string, number> }>`
    with counted as (select * from unnest(${[...counted.keys()]}::text[], ${[...counted.values()]}::int[]) as counted(term, by)),
    known as (
      update paper_terms set papers = papers + by, change = ${change}
      from counted where paper_terms.term = counted.term returning number, paper_terms.term
    ),
    made as (
      insert into paper_terms (term, papers, change) select term, by, ${change} from counted
      where not exists (select from known where known.term = counted.term) returning number, term
    )
    select json_object_agg(term, number) as numbers
    from (select * from known union all select * from made) as counted`.execute(transaction);
  return new Map(Object.entries(rows[0]?.numbers ?? {}));
}

/** The index of a paper as its row in JSON. */
function rowOf({ counts, ...entry }: SearchEntry, numbers: ReadonlyMap<string, number>) {
  const held = Array.from(counts, ([term, count]) => [numbers.get(term) ?? 0, count] as const);
  return { ...entry, terms: held.map(([number]) => number), words: packWords(held) };
}

const tokensOf = (papers: readonly { length: number }[]) => papers.reduce((sum, { length }) => sum + length, 0);

export type PaperSearchWriter = ReturnType<typeof createPaperSearchWriter>;

/** Keeps the index of the papers. @param version changes with what is indexed of a paper; an index of another one is made anew */
export function createPaperSearchWriter({ db }: Store, nearest: NearestPapers, version: string) {
  // While an update rolls out two versions run at once: the one that began later has the index, or each would undo the other's work.
  let hasFollowed = false;

  /** The last change in the index, which is made anew when it is another version's. */
  async function begin(transaction: Transaction<Tables>): Promise<number> {
    await sql`select pg_advisory_xact_lock(${writerLock}::bigint)`.execute(transaction);
    const { rows } = await sql<{ version: string; change: number }>`
      select version, change from paper_search_state`.execute(transaction);
    const [state] = rows;
    if (state?.version === version) return state.change;
    if (hasFollowed)
      throw new StoreError(
        'Another version of Paperboy has made the index of this database anew. Stop one of the two: until then this one answers, but takes no new papers.',
      );
    await sql`truncate paper_search, paper_terms, paper_search_state cascade`.execute(transaction);
    await nearest.index?.drop.execute(transaction);
    await sql`insert into paper_search_state values (${version}, ${randomUUID()}, 0, 0, 0)`.execute(transaction);
    return 0;
  }

  /** Makes what papers are found by from their vectors. @param papers rows with `number` and `whole` */
  const derive = (papers: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`insert into ${sql.table(nearest.table)} select number, ${nearest.derived} from ${papers}
      where whole is not null on conflict do nothing`;

  return {
    /** The last change of the papers that is in the index of this version. */
    async change(): Promise<number> {
      const { rows } = await sql<{ change: number }>`
        select change from paper_search_state where version = ${version}`.execute(db);
      hasFollowed ||= rows.length > 0;
      return rows[0]?.change ?? 0;
    },
    /**
     * Puts the papers that changed next after `after` into the index, or in the place of what it had of them, with the vectors that are
     * kept. Those that another process put before are left as they are; none is put where the index does not hold all up to `after` any
     * more.
     *
     * @throws StoreError when another version of the bot has made the index anew since this one followed
     */
    async put(entries: readonly SearchEntry[], after: number): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const held = await begin(transaction);
        const come = held < after ? [] : entries.filter(({ change }) => change > held);
        const change = come.at(-1)?.change;
        if (change === undefined) return;
        const ids = come.map(({ id }) => id);
        const gone = await takeOut(transaction, ids, change);
        const numbers = await countTerms(transaction, come, change);
        await sql`
          with put as (
            insert into paper_search
              (id, terms, words, length, first_day, last_day, has_code, upvotes, vector_key, whole)
            select id, terms, words, length, "firstDay", "lastDay", "hasCode", upvotes, "vectorKey", ${whole}
            from json_to_recordset(${JSON.stringify(come.map((entry) => rowOf(entry, numbers)))}::json) as paper(
              id text, terms int[], words text, length int, "firstDay" int, "lastDay" int, "hasCode" boolean, upvotes int,
              "vectorKey" text
            ) left join paper_vectors on key = "vectorKey" returning number, whole
          ) ${derive(sql`put`)}`.execute(transaction);
        await sql`
          update paper_search_state set papers = papers + ${come.length - gone.papers},
          tokens = tokens + ${tokensOf(come) - gone.tokens}, change = ${change}`.execute(transaction);
      });
      hasFollowed = true;
    },
    /** Takes vectors that are kept by now. @param keys of these alone */
    async takeVectors(keys?: readonly string[]): Promise<void> {
      await sql`
        with encoded as (
          update paper_search set whole = ${whole} from paper_vectors
          where vector_key = key and whole is null and vectors is not null
          ${keys === undefined ? sql`` : sql`and key = any(${keys}::text[])`} returning paper_search.number, whole
        ) ${derive(sql`encoded`)}`.execute(db);
    },
    /** Once all papers are put, makes what lacks for finding them by meaning, as after the extension came. */
    async settle(): Promise<void> {
      await derive(
        sql`(select * from paper_search left join ${sql.table(nearest.table)} using (number) where vector is null) as papers`,
      ).execute(db);
      await db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${writerLock}::bigint)`.execute(transaction);
        // As usual it is 64 MB: the graph of 50,000 papers.
        await sql`set local maintenance_work_mem = '512MB'`.execute(transaction);
        await nearest.index?.create.execute(transaction);
      });
    },
    /** Says that the vectors of all papers are needed. @param now milliseconds since 1970-01-01 UTC */
    async needVectors(now: number): Promise<void> {
      await sql`
        update paper_vectors set needed_at = ${now}
        from paper_search where vector_key = key and needed_at <> ${now}`.execute(db);
    },
  };
}
