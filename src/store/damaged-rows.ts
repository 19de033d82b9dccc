import { z } from 'zod';
import type { Tables } from './tables.ts';

type Table = keyof Tables & string;

/** A row that holds what the bot never writes: somebody changed it by hand, or a disk did. */
export interface DamagedRow {
  readonly table: Table;
  readonly id: string;
  /** What is wrong with it, without what it holds: that may be people's words. */
  readonly reason: string;
}

/** Why a delivery with a damaged record is not posted. */
export const damagedRecord = 'Its record was damaged, so it is not posted.';

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ');
  return error instanceof Error ? error.name : 'unknown';
}

/** Reads rows one by one: a damaged one is set aside and told, the others go on. */
export interface RowReader {
  /** What `parse` makes of the rows, without those on which it throws. */
  read<Row, Read>(
    table: Table,
    rows: readonly Row[],
    idOf: (row: Row) => string,
    parse: (row: Row) => Read,
  ): readonly Read[];
  /** A row is gone. */
  forget(table: Table, id: string): void;
  /** By table, how many rows were damaged when this process read them last. */
  damaged(): ReadonlyMap<Table, number>;
}

/** @param onDamaged told once of each row, until it was read well again */
export function createRowReader(onDamaged: (row: DamagedRow) => void): RowReader {
  const known = new Map<Table, Set<string>>();

  return {
    read(table, rows, idOf, parse) {
      const damaged = known.get(table) ?? new Set();
      known.set(table, damaged);
      return rows.flatMap((row) => {
        const id = idOf(row);
        try {
          const read = parse(row);
          damaged.delete(id);
          return [read];
        } catch (error) {
          if (!damaged.has(id)) onDamaged({ table, id, reason: reasonOf(error) });
          damaged.add(id);
          return [];
        }
      });
    },
    forget: (table, id) => void known.get(table)?.delete(id),
    damaged: () => new Map([...known].flatMap(([table, { size }]) => (size === 0 ? [] : [[table, size]]))),
  };
}

// Columns have types only for PostgreSQL: SQLite keeps a text where a number belongs.

/** Milliseconds since 1970-01-01 UTC that a calendar can show. */
export const moment = z.int().min(0).max(8.64e15);

/** A column that holds JSON. @throws SyntaxError where it is none */
export function inJson<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}
