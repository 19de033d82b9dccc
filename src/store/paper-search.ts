import { sql } from 'kysely';
import type { Paper } from '../papers/paper.ts';
import type { NearestPapers } from './nearest-papers.ts';
import type { Store } from './open-store.ts';
import { papersIn } from './papers.ts';
import type { Tables } from './tables.ts';

/** What a paper must meet; terms by their numbers. */
export interface SearchConditions {
  /** YYYYMMDD as a number: a paper's last possible day must be this or later, its first one before. */
  readonly sinceDay: number;
  readonly beforeDay: number;
  readonly hasCode: boolean;
  /** 0 where any number will do. */
  readonly leastUpvotes: number;
  readonly withTerms: readonly number[];
  readonly withoutTerms: readonly number[];
  readonly exceptIds: readonly string[];
}

/** A paper that may answer. */
export interface Candidate {
  readonly id: string;
  /** Distinct tokens of its text. */
  readonly length: number;
  /** Its terms, see packWords. */
  readonly words: string;
}

/** One that was encoded. */
export interface EncodedCandidate extends Candidate {
  /** Of its vectors. */
  readonly key: string;
  /** What all of it means. */
  readonly whole: Uint8Array;
}

export interface TermRow {
  readonly number: number;
  readonly term: string;
  readonly papers: number;
}

/** What the index holds; another edition has other numbers. */
export interface IndexState {
  readonly edition: string;
  readonly papers: number;
  readonly tokens: number;
  readonly change: number;
}

type PaperRow = Pick<Tables['papers'], 'id' | 'paper'>;

function conditionsIn({
  sinceDay,
  beforeDay,
  hasCode,
  leastUpvotes,
  withTerms,
  withoutTerms,
  exceptIds,
}: SearchConditions) {
  return [
    ...(withTerms.length > 0 ? [sql`terms @> ${withTerms}::int[]`] : []),
    ...(withoutTerms.length > 0 ? [sql`not terms && ${withoutTerms}::int[]`] : []),
    ...(sinceDay > 0 ? [sql`last_day >= ${sinceDay}`] : []),
    ...(Number.isFinite(beforeDay) ? [sql`first_day < ${beforeDay} and last_day > 0`] : []),
    ...(hasCode ? [sql`has_code`] : []),
    ...(leastUpvotes > 0 ? [sql`upvotes >= ${leastUpvotes}`] : []),
    ...(exceptIds.length > 0 ? [sql`id <> all(${exceptIds}::text[])`] : []),
  ];
}

/** Of hundreds of rows half of a search would be reading their fields; in one row of 200 kB one answer in a hundred is a tenth later, as V8 keeps it longer. */
const groups = 16;
/** Neither ids nor packed words hold a space. */
const separator = ' ';

const all = (parts: readonly ReturnType<typeof sql>[]) => sql.join([sql`true`, ...parts], sql` and `);

export type PaperSearch = ReturnType<typeof createPaperSearch>;

/** The papers of a store in PostgreSQL, to be searched. What is not in the index is not found. */
export function createPaperSearch({ db, rows: reader }: Store, nearest: NearestPapers) {
  const papersFrom = (rows: readonly PaperRow[]): Paper[] => papersIn({ rows: reader })(rows).map(({ paper }) => paper);

  async function encoded(which: ReturnType<typeof sql>): Promise<readonly EncodedCandidate[]> {
    const { rows } = await sql<EncodedCandidate>`
      select id, length, words, vector_key as key, whole from paper_search
      where whole is not null and ${which}`.execute(db);
    return rows;
  }

  return {
    mostNearest: nearest.most,
    /** Undefined before anything was indexed. */
    async state(): Promise<IndexState | undefined> {
      const { rows } = await sql<IndexState>`
        select edition, papers, tokens, change from paper_search_state`.execute(db);
      return rows[0];
    },
    /** Terms whose number of papers changed after `change`. */
    async termsSince(change: number): Promise<readonly TermRow[]> {
      const { rows } = await sql<TermRow>`
        select number, term, papers from paper_terms where change > ${change}`.execute(db);
      return rows;
    },
    /** Papers that meet the conditions and hold all terms of one of the clauses, `most` at most. */
    async holding(
      clauses: readonly (readonly number[])[],
      most: number,
      conditions: SearchConditions,
    ): Promise<readonly Candidate[]> {
      const alone = clauses.flatMap((clause) => (clause.length === 1 ? clause : []));
      const together = clauses.filter((clause) => clause.length > 1).map((clause) => sql`terms @> ${clause}::int[]`);
      // Planned by itself: with a limit the table would be read from its start, for a second.
      const { rows } = await sql<Record<keyof Candidate, string>>`
        with held as materialized (
          select number, id, length, words from paper_search
          where (${sql.join([sql`terms && ${alone}::int[]`, ...together], sql` or `)}) and ${all(conditionsIn(conditions))}
        )
        select string_agg(id, ${separator}) as id, string_agg(length::text, ${separator}) as length,
          string_agg(words, ${separator}) as words
        from (select * from held limit ${most}) as held group by number % ${groups}`.execute(db);
      return rows.flatMap((row) => {
        const [lengths, words] = [row.length.split(separator), row.words.split(separator)];
        return row.id
          .split(separator)
          .map((id, index) => ({ id, length: Number(lengths[index]), words: words[index] ?? '' }));
      });
    },
    /** The `count` papers that meet the conditions and are nearest to a direction, in any order. */
    nearest(
      direction: Float32Array,
      count: number,
      conditions: SearchConditions,
    ): Promise<readonly EncodedCandidate[]> {
      const met = conditionsIn(conditions);
      return encoded(sql`number in (
        select number from ${sql.table(nearest.table)} ${met.length > 0 ? sql`join paper_search using (number)` : sql``}
        where ${all([nearest.settingsFor({ count, isFiltered: met.length > 0 }), ...met])}
        order by ${nearest.distanceTo(direction)} limit ${count}
      )`);
    },
    /** Those that were encoded. */
    encoded: (ids: readonly string[]) => encoded(sql`id = any(${ids}::text[])`),
    /** In any order; without those that are not there. */
    async papers(ids: readonly string[]): Promise<Paper[]> {
      const { rows } = await sql<PaperRow>`
        select id, paper from papers where id = any(${ids}::text[])`.execute(db);
      return papersFrom(rows);
    },
    /** Of the vectors of a paper that was encoded. */
    async vectorKeyOf(id: string): Promise<string | undefined> {
      const { rows } = await sql<{ key: string }>`
        select vector_key as key from paper_search where id = ${id} and whole is not null`.execute(db);
      return rows[0]?.key;
    },
    /** By upvotes and the newest date, or only by date; those without a date last. */
    async list(
      conditions: SearchConditions,
      order: 'new' | 'old' | 'upvotes',
      limit: number,
    ): Promise<{ readonly papers: Paper[]; readonly total: number }> {
      const where = all(conditionsIn(conditions));
      const by = {
        new: sql`first_day desc, id desc`,
        old: sql`first_day = 0, first_day, id`,
        upvotes: sql`upvotes desc, first_day desc, id desc`,
      }[order];
      const [{ rows }, counted] = await Promise.all([
        sql<PaperRow>`
          select id, paper from (
            select id, upvotes, first_day from paper_search where ${where} order by ${by} limit ${limit}
          ) as first join papers using (id) order by ${by}`.execute(db),
        sql<{ total: number }>`select count(*)::int as total from paper_search where ${where}`.execute(db),
      ]);
      return { papers: papersFrom(rows), total: counted.rows[0]?.total ?? 0 };
    },
    /** Papers that were not encoded, the newest first. @param sinceDay that may have come out on this day or later, YYYYMMDD */
    async unencoded(sinceDay: number, limit: number): Promise<Paper[]> {
      const { rows } = await sql<PaperRow>`
        select id, paper from paper_search join papers using (id)
        where whole is null and last_day >= ${sinceDay} order by first_day desc limit ${limit}`.execute(db);
      return papersFrom(rows);
    },
    async unencodedCount(): Promise<number> {
      const { rows } = await sql<{ papers: number }>`
        select count(*)::int as papers from paper_search where whole is null`.execute(db);
      return rows[0]?.papers ?? 0;
    },
  };
}
