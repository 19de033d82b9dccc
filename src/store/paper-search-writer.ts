import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { NearestPapers } from './nearest-papers.ts';
import type { Store } from './open-store.ts';
import { packWords } from './packed-words.ts';
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
  /** What all of it means, once it was encoded. */
  readonly whole: Int8Array | undefined;
}

/** Writers wait for each other: they change counts of the same terms. Any number that nothing else locks. */
const writerLock = 7_216_401;

const derivedAtOnce = 500;

const hexOf = (bytes: Int8Array | Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

const tokensOf = (papers: readonly { length: number }[]) => papers.reduce((sum, { length }) => sum + length, 0);

/** Counts the terms of papers that come and go, and gives the number of each term. */
async function countTerms(
  transaction: Transaction<Tables>,
  { gone, come, change }: { gone: readonly number[]; come: readonly SearchEntry[]; change: number },
): Promise<ReadonlyMap<string, number>> {
  const terms = [...new Set(come.flatMap(({ counts }) => [...counts.keys()]))];
  const { rows: known } = await sql<{ number: number; term: string }>`
    select number, term from paper_terms where term = any(${terms}::text[])`.execute(transaction);
  const numbers = new Map(known.map(({ number, term }) => [term, number]));
  const { rows: made } = await sql<{ number: number; term: string }>`
    insert into paper_terms (term, papers, change)
    select term, 0, 0 from unnest(${terms.filter((term) => !numbers.has(term))}::text[]) as term
    returning number, term`.execute(transaction);
  for (const { number, term } of made) numbers.set(term, number);
  const changes = new Map<number, number>();
  const count = (number: number, by: number): unknown => changes.set(number, (changes.get(number) ?? 0) + by);
  for (const number of gone) count(number, -1);
  for (const { counts } of come) for (const term of counts.keys()) count(numbers.get(term) ?? 0, 1);
  await sql`
    update paper_terms set papers = papers + changed.by, change = ${change}
    from unnest(${[...changes.keys()]}::int[], ${[...changes.values()]}::int[]) as changed(number, by)
    where paper_terms.number = changed.number`.execute(transaction);
  return numbers;
}

/** The index of a paper, numbers for its terms, as its row in JSON. */
function rowOf({ counts, whole, ...entry }: SearchEntry, numbers: ReadonlyMap<string, number>) {
  const held = Array.from(counts, ([term, count]) => [numbers.get(term) ?? 0, count] as const);
  const terms = held.map(([number]) => number);
  return { ...entry, terms, words: hexOf(packWords(held)), whole: whole && hexOf(whole) };
}

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

  async function derive(
    on: typeof db,
    rows: readonly { readonly number: number; readonly whole: Int8Array | undefined }[],
  ): Promise<void> {
    const values = rows.map(({ whole }) => whole && nearest.valueOf(whole));
    await sql`
      insert into ${nearest.table} select number, vector::${nearest.type}
      from unnest(${rows.map(({ number }) => number)}::int[], ${values}::text[]) as derived(number, vector)
      where vector is not null on conflict do nothing`.execute(on);
  }

  return {
    /** The last change of the papers that is in the index of this version. */
    async change(): Promise<number> {
      const { rows } = await sql<{ change: number }>`
        select change from paper_search_state where version = ${version}`.execute(db);
      hasFollowed ||= rows.length > 0;
      return rows[0]?.change ?? 0;
    },
    /**
     * Puts the papers that changed next after `after` into the index, or in the place of what it had of them. Those that another process
     * put before are left as they are; none is put where the index does not hold all up to `after` any more.
     *
     * @throws StoreError when another version of the bot has made the index anew since this one followed
     */
    async put(entries: readonly SearchEntry[], after: number): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const held = await begin(transaction);
        const come = held < after ? [] : entries.filter(({ change }) => change > held);
        const change = come.at(-1)?.change;
        if (change === undefined) return;
        const { rows: former } = await sql<{ terms: number[]; length: number }>`
          delete from paper_search where id = any(${come.map(({ id }) => id)}::text[])
          returning terms, length`.execute(transaction);
        const numbers = await countTerms(transaction, { gone: former.flatMap(({ terms }) => terms), come, change });
        const { rows: put } = await sql<{ number: number; id: string }>`
          insert into paper_search
            (id, terms, words, length, first_day, last_day, has_code, upvotes, vector_key, whole)
          select id, terms, decode(words, 'hex'), length, "firstDay", "lastDay", "hasCode", upvotes, "vectorKey", decode(whole, 'hex')
          from json_to_recordset(${JSON.stringify(come.map((entry) => rowOf(entry, numbers)))}::json) as paper(
            id text, terms int[], words text, length int, "firstDay" int, "lastDay" int, "hasCode" boolean, upvotes int,
            "vectorKey" text, whole text
          ) returning number, id`.execute(transaction);
        const wholes = new Map(come.map(({ id, whole }) => [id, whole]));
        await derive(
          transaction,
          put.map(({ number, id }) => ({ number, whole: wholes.get(id) })),
        );
        await sql`
          update paper_search_state set papers = papers + ${come.length - former.length},
          tokens = tokens + ${tokensOf(come) - tokensOf(former)}, change = ${change}`.execute(transaction);
      });
      hasFollowed = true;
    },
    /** Takes vectors of whole texts by their keys. */
    async setVectors(wholes: ReadonlyMap<string, Int8Array>): Promise<void> {
      const { rows } = await sql<{ number: number; key: string }>`
        update paper_search set whole = decode(encoded.whole, 'hex')
        from unnest(${[...wholes.keys()]}::text[], ${Array.from(wholes.values(), hexOf)}::text[]) as encoded(key, whole)
        where vector_key = encoded.key and paper_search.whole is null
        returning number, key`.execute(db);
      await derive(
        db,
        rows.map(({ number, key }) => ({ number, whole: wholes.get(key) })),
      );
    },
    /** Once all papers are put, makes what lacks for finding them by meaning, as after the extension came. */
    async settle(): Promise<void> {
      for (let left = 1; left > 0; ) {
        const { rows } = await sql<{ number: number; whole: Uint8Array }>`
          select number, whole from paper_search where whole is not null
          and not exists (select from ${nearest.table} as derived where derived.number = paper_search.number)
          limit ${derivedAtOnce}`.execute(db);
        await derive(
          db,
          rows.map(({ number, whole }) => ({ number, whole: new Int8Array(whole) })),
        );
        left = rows.length;
      }
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
