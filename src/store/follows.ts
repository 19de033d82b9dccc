import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { paperLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { inJson, moment } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { FollowRow } from './reading-rows.ts';
import type { Person } from './saved-papers.ts';
import type { Tables } from './tables.ts';

export const followKinds = ['author', 'paper'] as const;

/** Keys of what people are told: a paper of an author or like a paper, code of a paper, a version of it. */
export const paperKey = (id: string): string => `paper ${id}`;
export const codeKey = 'code';
export const versionKey = (version: number): string => `version ${version}`;

/** What is known of a paper when somebody begins to follow it: that is no news. Where no version is known, none will be. */
export function knownOf(paper: Paper): string[] {
  const versions = Array.from({ length: paper.version ?? 0 }, (_, index) => versionKey(index + 1));
  return [...(paperLinks(paper).code.length > 0 ? [codeKey] : []), ...versions];
}

/** What is followed; `target` is the author's name in small letters, or the paper's id. */
export interface FollowTarget {
  readonly kind: (typeof followKinds)[number];
  readonly target: string;
}

export interface Follow extends FollowTarget {
  /** As people read it. */
  readonly name: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly since: number;
  /** What its person was told of it, by the keys above. */
  readonly told: readonly string[];
}

export interface Follows {
  /** False, and nothing changes, where the person follows it. */
  add(person: Person, follow: Follow): Promise<boolean>;
  /** Undefined where the person does not follow it. */
  remove(person: Person, target: FollowTarget): Promise<Follow | undefined>;
  /** Oldest first. */
  of(person: Person): Promise<readonly Follow[]>;
  /** Remembers that the person was told. */
  tell(person: Person, target: FollowTarget, keys: readonly string[]): Promise<void>;
}

/** Of an author who writes a paper a week these are ten years; older ones are no news by then. */
const maxTold = 500;

const told = inJson(z.array(z.string()));
const stored = z.object({ kind: z.enum(followKinds), target: z.string(), name: z.string(), since: moment, told });

export function createFollows({ db, rows }: Store): Follows {
  const isOf =
    ({ team, person }: Person, { kind, target }: FollowTarget) =>
    ({ and }: ExpressionBuilder<Tables, 'follows'>) =>
      and({ team, person, kind, target });
  const readable = (found: readonly FollowRow[]): readonly Follow[] =>
    rows.read(
      'follows',
      found,
      ({ team, person, kind, target }) => `${team} ${person} ${kind} ${target}`,
      (row) => stored.parse(row),
    );

  return {
    async add({ team, person }, follow) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('follows')
        .values({ team, person, ...follow, told: JSON.stringify(follow.told) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async remove(person, target) {
      const removed = await db.deleteFrom('follows').where(isOf(person, target)).returningAll().execute();
      return readable(removed)[0];
    },
    async of({ team, person }) {
      const found = await db
        .selectFrom('follows')
        .selectAll()
        .where('team', '=', team)
        .where('person', '=', person)
        .orderBy('since')
        .orderBy('target')
        .execute();
      return readable(found);
    },
    async tell(person, target, keys) {
      const found = await db.selectFrom('follows').selectAll().where(isOf(person, target)).execute();
      const [known] = readable(found);
      if (known === undefined) return;
      const all = [...new Set([...known.told, ...keys])].slice(-maxTold);
      await db
        .updateTable('follows')
        .set({ told: JSON.stringify(all) })
        .where(isOf(person, target))
        .execute();
    },
  };
}
