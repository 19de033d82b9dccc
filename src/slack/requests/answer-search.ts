import type { Message } from '../messages/message.ts';
import { type AnswerDependencies, type Asked, answerRequest } from './answer.ts';
import { parsePapersRequest } from './parse-request.ts';

/** Who looks for something in App Home or in the window for it, which are in no conversation. */
export type Searcher = Pick<Asked, 'client' | 'team' | 'user' | 'userName' | 'trigger'>;

/** The answer to what was typed there, as if it stood behind the command; undefined where another window has opened for it. */
export async function answerSearch(
  question: string,
  searcher: Searcher,
  dependencies: AnswerDependencies,
): Promise<Message | undefined> {
  const audience = { kind: 'one-person', canShare: false } as const;
  const reply = await answerRequest(parsePapersRequest(question), { ...searcher, channel: '', audience }, dependencies);
  return reply?.message;
}
