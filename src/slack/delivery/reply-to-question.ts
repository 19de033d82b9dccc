import type { WebClient } from '@slack/web-api';
import { isHeld } from '../../search/concepts.ts';
import type { Question } from '../../store/questions.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerRequest } from '../requests/answer.ts';
import type { Reply } from '../requests/answer-papers.ts';
import { parseMessage } from '../requests/parse-request.ts';
import { createSearchStatus } from './search-status.ts';

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
  const { library, meaning } = dependencies.paperboy;
  const isWord = (word: string): boolean => isHeld(library, word) || meaning?.hasWord(word) === true;
  const status = createSearchStatus({ librarySize: () => library.size, logger });

  return async (question, before) => {
    const { thread, isDirect } = question;
    const audience = { kind: 'thread', thread: threadOf(question), isDirect } as const;
    const request = parseMessage(question.text, { command, isInThread: thread !== undefined, now: now(), isWord });
    const asked = { client: await clientOf(question.team), ...question, before, audience };
    return status.during(request, asked, () => answerRequest(request, asked, dependencies));
  };
}
