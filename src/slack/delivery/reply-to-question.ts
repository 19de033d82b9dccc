import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Question } from '../../store/questions.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerRequest } from '../requests/answer.ts';
import type { Reply } from '../requests/answer-papers.ts';
import { isWordOf } from '../requests/misspelt.ts';
import { parseMessage } from '../requests/parse-request.ts';
import type { Request } from '../requests/request.ts';
import { createRefusalLog } from './refusal-log.ts';

export interface ReplyDependencies extends Dependencies {
  readonly clientOf: (team: string) => Promise<WebClient>;
}

/** The thread of the question, or a new one under it; a direct message needs none. */
export const threadOf = ({ isDirect, ts, thread }: Question): string | undefined =>
  thread ?? (isDirect ? undefined : ts);

/** What is to be answered; undefined when a reaction or a window has answered. */
export type ReplyToQuestion = (question: Question, before?: string) => Promise<Reply | undefined>;

export function createReplyToQuestion(dependencies: ReplyDependencies): ReplyToQuestion {
  const { clientOf, command, logger, now } = dependencies;
  const { paperboy } = dependencies;
  const isWord = isWordOf(paperboy);
  const withStatus = createWithStatus(() => paperboy.library.size, logger);

  return async (question, before) => {
    const { thread, isDirect } = question;
    const audience = { kind: 'thread', thread: threadOf(question), isDirect } as const;
    const request = parseMessage(question.text, { command, isInThread: thread !== undefined, now: now(), isWord });
    const asked = { client: await clientOf(question.team), ...question, before, audience };
    return withStatus(request, asked, () => answerRequest(request, asked, dependencies));
  };
}

/** Where an answer will stand. */
interface StatusPlace {
  readonly client: WebClient;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly isDirect: boolean;
}

/** An answer is not held up by a status for longer. In milliseconds. */
const patienceMs = 500;

/**
 * Says beside the bot's name what it does while it looks for an answer, in threads of a direct message as Slack's agent view has them.
 * Gives what the work gives. Undefined: no message follows, which would take the status away.
 */
function createWithStatus(librarySize: () => number, logger: Logger) {
  const logRefusal = createRefusalLog(logger);

  async function say({ client, channel, thread: thread_ts = '' }: StatusPlace, status: string): Promise<void> {
    try {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts, status });
    } catch (error) {
      // Nobody asked for it: outside an agent view, or without the permission, there is none.
      logRefusal(error, 'The status of a search is not shown', { channel });
    }
  }

  return async <Found>({ kind }: Request, place: StatusPlace, work: () => Promise<Found>): Promise<Found> => {
    if (!place.isDirect || place.thread === undefined || kind === 'courtesy') return work();
    const said = say(place, `is looking through ${librarySize().toLocaleString('en')} papers…`);
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), patienceMs);
    try {
      const found = await work();
      const isLate = (await Promise.race([said, late])) === 'late';
      // What arrives behind the answer would stand there for two minutes.
      if (isLate || found === undefined) void said.then(() => say(place, ''));
      return found;
    } finally {
      clearTimeout(timer);
    }
  };
}
