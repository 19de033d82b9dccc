import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { HeldQuestion, Question, Questions } from '../../store/questions.ts';
import { questionOf } from './question-event.ts';
import { createSeen } from './repeats.ts';

/** A question that this process answers; `kept`: where the store holds it, so that another one would if this one died. */
export interface OpenQuestion {
  readonly question: Question;
  readonly kept: HeldQuestion | undefined;
  /** A follow-up is about a list posted before this `ts`; by default before the question. */
  readonly before?: string | undefined;
  /** Slack had no acknowledgement for it before: a process may have it that could not tell the store. */
  readonly isRedelivered?: boolean;
}

/** The name under which listeners find theirs in Bolt's context. */
export const openQuestionKey = 'openQuestion';

/**
 * A holder that says nothing for so long is taken for dead. It tells that it lives with each request, and between two of them it waits
 * half a minute at most, see longestRateLimitSeconds; a request takes 10 s.
 */
export const questionLeaseMs = 60_000;

/** Slack waits 3 s for its acknowledgement; a store that takes longer than this is not waited for. */
const keepWithinMs = 2_000;

export interface InboxDependencies {
  readonly questions: Questions;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** Takes in each question once, whatever deliveries bring it. */
export interface Inbox {
  /** Undefined when it was taken in before. */
  take(question: Question): Promise<OpenQuestion | undefined>;
}

export function createInbox({ questions, logger, now }: InboxDependencies): Inbox {
  const taken = createSeen<Promise<OpenQuestion | undefined>>(now);

  async function keep(question: Question): Promise<OpenQuestion | undefined> {
    const keeping = questions.keep(question, now(), questionLeaseMs);
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), keepWithinMs);
    try {
      const kept = await Promise.race([keeping, late]);
      if (kept !== 'late') return kept && { question, kept };
      // Kept after all, it must not be answered again.
      void keeping.then((held) => held && questions.finish(held, now(), undefined)).catch(() => undefined);
      logger.error({ channel: question.channel }, 'Question not kept in time: the store is slow');
    } catch (err) {
      logger.error({ err, channel: question.channel }, 'Question not kept: the store does not answer');
    } finally {
      clearTimeout(timer);
    }
    // Better an answer that a crash would lose than none.
    return { question, kept: undefined };
  }

  return {
    async take(question) {
      const before = taken.get(question.id);
      if (before !== undefined) {
        // Acknowledged is only what is kept, this delivery too.
        await before;
        return undefined;
      }
      const taking = keep(question);
      taken.add(question.id, taking);
      return taking;
    },
  };
}

/**
 * Has questions taken in before Bolt acknowledges them. Bolt does so before any middleware or listener runs, in both modes, and what
 * Slack has its acknowledgement for it never delivers again.
 */
export function takeInBeforeAck(app: Pick<App, 'processEvent'>, { take }: Inbox, now: () => number): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const question = questionOf(event.body, now());
    if (question === undefined) return processEvent(event);
    const open = await take(question);
    if (open === undefined) return event.ack();
    return processEvent({
      ...event,
      customProperties: {
        ...event.customProperties,
        [openQuestionKey]: { ...open, isRedelivered: (event.retryNum ?? 0) > 0 },
      },
    });
  };
}
