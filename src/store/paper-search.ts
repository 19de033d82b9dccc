import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Paper } from '../papers/paper.ts';
import type { Store } from './open-store.ts';
import type { Changed } from './papers.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** What a paper is found by. */
export interface SearchEntry {
  /** Tokens and stems, each once. */
  readonly terms: readonly string[];
  /** Distinct tokens of its text. */
  readonly tokens: number;
  /** YYYYMMDD as a number; 0 when unknown. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hasCode: boolean;
  readonly upvotes: number;
  /** Acronyms that it defines, each with the stems of its long form. */
  readonly acronyms: readonly (readonly [short: string, longStems: string])[];
}

/** What a paper must meet; of several words side by side only that it holds them all. */
export interface SearchConditions {
  readonly sinceDay: number;
  readonly beforeDay: number;
  readonly hasCode: boolean;
  readonly withTerms: readonly string[];
  readonly withoutTerms: readonly string[];
  readonly exceptIds: readonly string[];
}

/** Terms that stand together: a paper that holds all of them may answer. */
export type Clause = readonly string[];

export interface AcronymRow {
  readonly short: string;
  readonly long: string;
  readonly papers: number;
}

/** Papers in PostgreSQL's full-text search, and how terms are spread over them. */
export interface PaperSearch {
  /** Number of papers and of all their distinct tokens; undefined where there is no index of this version. */
  totals(): Promise<{ readonly papers: number; readonly tokens: number } | undefined>;
  get(id: string): Promise<Paper | undefined>;
  papersWith(terms: readonly string[]): Promise<Map<string, number>>;
  /** Terms that begin with `start` and have a length between these. */
  termsLike(start: string, length: { readonly min: number; readonly max: number }): Promise<Map<string, number>>;
  acronyms(shorts: readonly string[], longs: readonly string[]): Promise<AcronymRow[]>;
  /** Whether no more papers meet these conditions than are weighed for one question. */
  areFew(conditions: SearchConditions): Promise<boolean>;
  /** Papers that meet a clause, those whose terms weigh most first. */
  candidates(
    clauses: readonly Clause[],
    weights: ReadonlyMap<string, number>,
    conditions: SearchConditions,
    limit: number,
  ): Promise<Paper[]>;
  /** By upvotes, or only by date; newest first. */
  list(
    conditions: SearchConditions,
    order: 'new' | 'upvotes',
    limit: number,
  ): Promise<{ readonly papers: Paper[]; readonly total: number }>;
  /** The last change of the papers that is in the index. */
  change(): Promise<number>;
  /**
   * Puts the papers that changed next after `after` into the index, or in the place of what it had of them. Those that another process
   * put before are left as they are; none is put where the index does not hold all up to `after` any more.
   *
   * @throws StoreError when another version of the bot has made the index anew since this one followed
   */
  put(changed: readonly Changed[], after: number): Promise<void>;
}

export interface PaperSearchDependencies {
  readonly store: Store;
  /** Changes with what is indexed of a paper; an index of another version is made anew. */
  readonly version: string;
  readonly entryOf: (paper: Paper) => SearchEntry;
}

/** Papers weighed for one question: reading the terms of more takes longer than people wait. */
const maxWeighed = 5_000;

/** Writers of the index wait for each other: they change counts of the same terms. Any number that nothing else locks. */
const writerLock = 7_216_401;

// Only put() writes here, and it writes papers.
function paperFrom(json: string): Paper {
  return JSON.parse(json);
}

/** A term in the language of tsquery. */
function quoted(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

const allOf = (terms: readonly string[]): string => `(${terms.map(quoted).join(' & ')})`;

/** In a tsquery: one of the clauses, and what the conditions say of terms; undefined when they say nothing. */
function queryOf(clauses: readonly Clause[], { withTerms, withoutTerms }: SearchConditions): string | undefined {
  const parts = [
    ...(clauses.length > 0 ? [`(${clauses.map(allOf).join(' | ')})`] : []),
    ...(withTerms.length > 0 ? [allOf(withTerms)] : []),
    ...withoutTerms.map((term) => `!${quoted(term)}`),
  ];
  return parts.length === 0 ? undefined : parts.join(' & ');
}

function whereOf(clauses: readonly Clause[], conditions: SearchConditions): RawBuilder<unknown> {
  const { sinceDay, beforeDay, hasCode, exceptIds } = conditions;
  const query = queryOf(clauses, conditions);
  const parts = [
    sql`true`,
    ...(query === undefined ? [] : [sql`words @@ ${query}::tsquery`]),
    ...(sinceDay > 0 ? [sql`last_day >= ${sinceDay}`] : []),
    ...(Number.isFinite(beforeDay) ? [sql`first_day < ${beforeDay} and last_day > 0`] : []),
    ...(hasCode ? [sql`has_code`] : []),
    ...(exceptIds.length > 0 ? [sql`id <> all(${exceptIds}::text[])`] : []),
  ];
  return sql.join(parts, sql` and `);
}

/** Changes of counts, by term. */
function countChanges(before: readonly SearchEntry[], after: readonly SearchEntry[]): Map<string, number> {
  const changes = new Map<string, number>();
  const count = (entries: readonly SearchEntry[], by: number): void => {
    for (const { terms } of entries) for (const term of terms) changes.set(term, (changes.get(term) ?? 0) + by);
  };
  count(before, -1);
  count(after, 1);
  return new Map([...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const tokensOf = (entries: readonly SearchEntry[]): number => entries.reduce((sum, { tokens }) => sum + tokens, 0);

export function createPaperSearch({ store: { db }, version, entryOf }: PaperSearchDependencies): PaperSearch {
  // While an update rolls out two versions run at once: the one that began later has the index, or each would undo the other's work.
  let hasFollowed = false;

  /** The last change in the index, which is made anew when it is another version's. */
  async function begin(transaction: Transaction<Tables>): Promise<number> {
    const { rows } = await sql<{ version: string; change: number }>`
      select version, change from paper_search_state`.execute(transaction);
    const [state] = rows;
    if (state?.version === version) return state.change;
    if (hasFollowed)
      throw new StoreError(
        'Another version of Paperboy has made the index of this database anew. Stop one of the two: until then this one answers, but takes no new papers.',
      );
    await sql`truncate paper_search, paper_terms, paper_acronyms, paper_search_state`.execute(transaction);
    await sql`insert into paper_search_state values (${version}, 0, 0, 0)`.execute(transaction);
    return 0;
  }

  return {
    async totals() {
      const { rows } = await sql<{ papers: number; tokens: number }>`
        select papers, tokens from paper_search_state where version = ${version}`.execute(db);
      return rows[0];
    },
    async get(id) {
      const { rows } = await sql<{ paper: string }>`select paper from paper_search where id = ${id}`.execute(db);
      return rows[0] && paperFrom(rows[0].paper);
    },
    async papersWith(terms) {
      const { rows } = await sql<{ term: string; papers: number }>`
        select term, papers from paper_terms where term = any(${terms}::text[]) and papers > 0`.execute(db);
      return new Map(rows.map(({ term, papers }) => [term, papers]));
    },
    async termsLike(start, { min, max }) {
      const pattern = `${start.replace(/[\\%_]/g, '\\$&')}%`;
      const { rows } = await sql<{ term: string; papers: number }>`
        select term, papers from paper_terms
        where term like ${pattern} and length(term) between ${min} and ${max} and papers > 0`.execute(db);
      return new Map(rows.map(({ term, papers }) => [term, papers]));
    },
    async acronyms(shorts, longs) {
      const { rows } = await sql<AcronymRow>`
        select short, long, papers from paper_acronyms
        where papers > 0 and (short = any(${shorts}::text[]) or long = any(${longs}::text[]))`.execute(db);
      return rows;
    },
    async areFew(conditions) {
      const { rows } = await sql<{ papers: number }>`
        select count(*)::int as papers from (
          select 1 from paper_search where ${whereOf([], conditions)} limit ${maxWeighed + 1}
        ) as meeting`.execute(db);
      return (rows[0]?.papers ?? 0) <= maxWeighed;
    },
    async candidates(clauses, weights, conditions, limit) {
      if (clauses.length === 0) return [];
      // strip() unpacks the terms of a row once; packed, each comparison would.
      const held = sql.join(
        [...weights].map(
          ([term, weight]) => sql`case when words @@ ${quoted(term)}::tsquery then ${weight}::real else 0 end`,
        ),
        sql` + `,
      );
      const { rows } = await sql<{ paper: string }>`
        with matching as materialized (
          select id, strip(words) as words from paper_search where ${whereOf(clauses, conditions)} limit ${maxWeighed}
        ), best as (select id, ${held} as weight from matching order by weight desc, id limit ${limit})
        select paper from best join paper_search using (id) order by weight desc, id`.execute(db);
      return rows.map(({ paper }) => paperFrom(paper));
    },
    async list(conditions, order, limit) {
      const where = whereOf([], conditions);
      const { rows } = await sql<{ paper: string }>`
        select paper from paper_search where ${where}
        order by ${order === 'upvotes' ? sql`upvotes desc, first_day desc` : sql`first_day desc`}, id desc limit ${limit}`.execute(
        db,
      );
      const { rows: counted } = await sql<{ total: number }>`
        select count(*) as total from paper_search where ${where}`.execute(db);
      return { papers: rows.map(({ paper }) => paperFrom(paper)), total: Number(counted[0]?.total ?? 0) };
    },
    async change() {
      const { rows } = await sql<{ change: number }>`
        select change from paper_search_state where version = ${version}`.execute(db);
      hasFollowed ||= rows.length > 0;
      return rows[0]?.change ?? 0;
    },
    async put(changed, after) {
      await db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${writerLock}::bigint)`.execute(transaction);
        const held = await begin(transaction);
        const news = held < after ? [] : changed.filter(({ change }) => change > held);
        if (news.length === 0) return;
        const papers = news.map(({ paper }) => paper);
        const ids = papers.map(({ id }) => id);
        const { rows: former } = await sql<{ paper: string }>`
          delete from paper_search where id = any(${ids}::text[]) returning paper`.execute(transaction);
        const before = former.map(({ paper }) => entryOf(paperFrom(paper)));
        const entries = papers.map(entryOf);
        // One row each, since an array of arrays must be a rectangle in PostgreSQL.
        for (const [index, paper] of papers.entries()) {
          const entry = entries[index];
          if (entry === undefined) continue;
          const { terms, firstDay, lastDay, hasCode, upvotes } = entry;
          await sql`insert into paper_search values (
            ${paper.id}, ${JSON.stringify(paper)}, array_to_tsvector(${terms}::text[]), ${firstDay}, ${lastDay}, ${hasCode}, ${upvotes}
          )`.execute(transaction);
        }
        const changes = countChanges(before, entries);
        await sql`
          insert into paper_terms select * from unnest(${[...changes.keys()]}::text[], ${[...changes.values()]}::int[])
          on conflict (term) do update set papers = paper_terms.papers + excluded.papers`.execute(transaction);
        for (const [changing, by] of [
          [before, -1],
          [entries, 1],
        ] as const) {
          for (const [short, long] of changing.flatMap(({ acronyms }) => acronyms)) {
            await sql`
              insert into paper_acronyms values (${short}, ${long}, ${by})
              on conflict (short, long) do update set papers = paper_acronyms.papers + ${by}`.execute(transaction);
          }
        }
        await sql`
          update paper_search_state set papers = papers + ${entries.length - before.length},
          tokens = tokens + ${tokensOf(entries) - tokensOf(before)}, change = ${news.at(-1)?.change ?? held}`.execute(
          transaction,
        );
      });
      hasFollowed = true;
    },
  };
}
