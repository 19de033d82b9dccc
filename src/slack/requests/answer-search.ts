import type { Message } from '../messages/message.ts';
import { type AnswerDependencies, type Asked, answerRequest } from './answer.ts';
import { mayChangeHome } from './home.ts';
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
  const request = parsePapersRequest(question);
  const reply = await answerRequest(request, { ...searcher, channel: '', audience }, dependencies);
  const { client, team, user: person } = searcher;
  if (mayChangeHome(request)) await dependencies.home.refresh(client, { team, person });
  return reply?.message;
}
