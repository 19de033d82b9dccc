import type { RespondFn } from '@slack/bolt';
import { showPerson } from '../delivery/tell-person.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Message } from '../messages/message.ts';
import { answerRequest } from './answer.ts';
import type { Asked } from './asked.ts';
import { mayChangeHome } from './home.ts';
import { parsePapersRequest } from './parse-request.ts';
import type { Request } from './request.ts';

/** Answers a command, or a button that stands for one, to whoever gave it; they may go on with what it shows. */
export async function answerOnePerson(
  request: Request,
  asked: Omit<Asked, 'audience'> & {
    readonly respond: RespondFn | undefined;
    readonly replaces?: boolean;
    readonly shownAt: () => string;
  },
  dependencies: Dependencies,
): Promise<void> {
  const { respond, replaces = false, shownAt, ...place } = asked;
  const { client, team, channel, user, thread, trigger: pressed } = place;
  // Nothing is shared from where there is no channel.
  const audience = { kind: 'one-person', canShare: channel !== '', thread } as const;
  const reply = await answerRequest(request, { ...place, audience }, dependencies);
  if (reply === undefined) return;
  const { message, posted, postedWithCards = posted } = reply;
  const { knownLists, cards, sleep, logger } = dependencies;
  const recipient = { client, respond, channel: channel || undefined, user, thread, cards: cards(team), pressed };
  const form = await showPerson({ ...recipient, replaces, sleep, logger }, message);
  const shown = form === 'cards' ? postedWithCards : posted;
  if (shown !== undefined && channel !== '')
    knownLists.remember({ team, channel, thread, user, ts: shownAt(), posted: shown });
}

/**
 * The answer to what was typed in App Home or in the window for it, which are in no conversation, as if it stood behind the command;
 * undefined where another window has opened for it.
 */
export async function answerSearch(
  question: string,
  searcher: Pick<Asked, 'client' | 'team' | 'user' | 'userName' | 'trigger'>,
  dependencies: Dependencies,
): Promise<Message | undefined> {
  const audience = { kind: 'one-person', canShare: false } as const;
  const request = parsePapersRequest(question);
  const reply = await answerRequest(request, { ...searcher, channel: '', audience }, dependencies);
  const { client, team, user: person } = searcher;
  if (mayChangeHome(request)) await dependencies.home.refresh(client, { team, person });
  return reply?.message;
}
