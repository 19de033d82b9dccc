import { randomUUID } from 'node:crypto';
import type { Updateable } from 'kysely';
import { z } from 'zod';
import { inJson, moment } from './damaged-rows.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import type { Store } from './open-store.ts';
import type { QuestionRow } from './tables.ts';

/** A message to the bot that wants an answer. */
export interface Question {
  /** Names the message, whatever deliveries bring it: the same message is one question. */
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  /** The thread it stands in; undefined when it is not in one. */
  readonly thread: string | undefined;
  /** In a direct message, where no mention is needed. */
  readonly isDirect: boolean;
  /** As Slack sent it. */
  readonly text: string;
  readonly botUserId: string | undefined;
}

/** One that a process answers: until the lease runs out nobody else does. */
export interface HeldQuestion {
  readonly question: Question;
  readonly lease: string;
  /** When the first request of those whose fate is unclear was about to be sent; undefined: surely none was taken. */
  readonly postingSince: number | undefined;
}

const questionSchema = z.object({
  id: z.string(),
  team: z.string(),
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread: z.string().optional(),
  isDirect: z.boolean(),
  text: z.string(),
  botUserId: z.string().optional(),
});

const stored = z.object({ question: inJson(questionSchema), posting_since: moment.nullable() });

/** @throws when somebody damaged the row */
function heldOf(row: QuestionRow, lease: string): HeldQuestion {
  const { question, posting_since } = stored.parse(row);
  const { thread, botUserId, ...asked } = question;
  return { question: { ...asked, thread, botUserId }, lease, postingSince: posting_since ?? undefined };
}

/** Nobody waits longer for an answer in a chat; what people wrote is deleted then. In milliseconds. */
export const answerWithinMs = 10 * 60_000;
/** How long a message is known again, so that an edit of one that was answered brings no second answer. */
export const knownForMs = 7 * 86_400_000;

/**
 * What Slack was told is taken and is not answered yet. The life of a question is that of a digest's message: held under a lease,
 * marked before the request leaves, looked for in Slack before it is posted again.
 */
export interface Questions {
  /** Keeps it, held by the caller; undefined when it was kept before. */
  keep(question: Question, now: number, leaseMs: number): Promise<HeldQuestion | undefined>;
  /** At most `limit` that nobody holds any more and that are not too old, oldest first. */
  claim(options: { readonly now: number; readonly limit: number; readonly leaseMs: number }): Promise<HeldQuestion[]>;
  /** Slack's ts of its answer; undefined while it has none. */
  answerOf(id: string): Promise<string | undefined>;

  // These write only while the lease is held, and say whether it was.
  /** Committed before the request leaves; the lease begins anew. */
  markPosting(held: HeldQuestion, now: number, leaseMs: number): Promise<boolean>;
  /** Slack surely has not taken the last request: another may be sent from `notBefore` on. */
  release(held: HeldQuestion, notBefore: number): Promise<boolean>;
  /** Nobody knows whether Slack took it: it is looked for from `notBefore` on. */
  leaveUnclear(held: HeldQuestion, notBefore: number): Promise<boolean>;
  /** Final: the words are deleted. */
  finish(held: HeldQuestion, now: number, answer: string | undefined): Promise<boolean>;

  /** Deletes the words of those that are too old to be answered, and keys that are too old to come again. Gives the ids of the former. */
  forgetOld(now: number): Promise<string[]>;
}

export function createQuestions({ db, engine, rows: reader }: Store): Questions {
  const free = { lease: null, lease_until: 0 };
  // PostgreSQL commits elsewhere, and several at once.
  const together: GroupCommit = engine === 'sqlite' ? createGroupCommit(db) : (work) => work(db);
  async function update({ question: { id }, lease }: HeldQuestion, change: Updateable<QuestionRow>): Promise<boolean> {
    const { numUpdatedRows } = await together((open) =>
      open
        .updateTable('questions')
        .set(change)
        .where('id', '=', id)
        .where('lease', '=', lease)
        .executeTakeFirstOrThrow(),
    );
    return numUpdatedRows === 1n;
  }

  return {
    async keep(question, now, leaseMs) {
      const lease = randomUUID();
      const { numInsertedOrUpdatedRows } = await together((open) =>
        open
          .insertInto('questions')
          .values({
            ...{ id: question.id, question: JSON.stringify(question), not_before: now, kept_at: now },
            ...{ lease, lease_until: now + leaseMs, posting_since: null, answer: null, finished_at: null },
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow(),
      );
      return numInsertedOrUpdatedRows === 1n ? { question, lease, postingSince: undefined } : undefined;
    },
    async claim({ now, limit, leaseMs }) {
      const lease = randomUUID();
      const rows = await db
        .with('picked', (query) => {
          const due = query
            .selectFrom('questions')
            .select('id')
            .where('finished_at', 'is', null)
            .where('not_before', '<=', now)
            .where('lease_until', '<=', now)
            .where('kept_at', '>', now - answerWithinMs)
            .orderBy('kept_at')
            .limit(limit);
          return engine === 'postgres' ? due.forUpdate().skipLocked() : due;
        })
        .updateTable('questions')
        .set({ lease, lease_until: now + leaseMs })
        .where('id', 'in', (query) => query.selectFrom('picked').select('id'))
        .returningAll()
        .execute();
      const inOrder = rows.sort((a, b) => a.kept_at - b.kept_at);
      const read = reader.read(
        'questions',
        inOrder,
        ({ id }) => id,
        (row) => ({ ...heldOf(row, lease), id: row.id }),
      );
      const damaged = rows.map(({ id }) => id).filter((id) => !read.some((one) => one.id === id));
      if (damaged.length > 0) {
        // Nobody can tell what was asked.
        const settled = { ...free, question: null, posting_since: null, finished_at: now };
        await db.updateTable('questions').set(settled).where('id', 'in', damaged).execute();
      }
      return read.map(({ id, ...held }) => held);
    },
    async answerOf(id) {
      const row = await db.selectFrom('questions').select('answer').where('id', '=', id).executeTakeFirst();
      return row?.answer ?? undefined;
    },

    markPosting: (held, now, leaseMs) =>
      update(held, { posting_since: held.postingSince ?? now, lease_until: now + leaseMs }),
    release: (held, notBefore) =>
      update(held, { ...free, posting_since: held.postingSince ?? null, not_before: notBefore }),
    leaveUnclear: (held, notBefore) => update(held, { ...free, not_before: notBefore }),
    finish: (held, now, answer) =>
      update(held, { ...free, question: null, posting_since: null, answer: answer ?? null, finished_at: now }),

    async forgetOld(now) {
      const forgotten = await db
        .updateTable('questions')
        .set({ ...free, question: null, finished_at: now })
        .where('finished_at', 'is', null)
        .where('lease_until', '<=', now)
        // One of the future was kept while the clock ran ahead.
        .where(({ or, eb }) =>
          or([eb('kept_at', '<=', now - answerWithinMs), eb('kept_at', '>', now + answerWithinMs)]),
        )
        .returning('id')
        .execute();
      await db
        .deleteFrom('questions')
        .where('kept_at', '<=', now - knownForMs)
        .execute();
      return forgotten.map(({ id }) => id);
    },
  };
}
