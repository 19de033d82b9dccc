import type { RespondFn } from '@slack/bolt';
import { showPerson } from '../delivery/tell-person.ts';
import { type AnswerDependencies, type Asked, answerRequest } from './answer.ts';
import type { Request } from './request.ts';

/** Answers a command, or a button that stands for one, to whoever gave it; they may go on with what it shows. */
export async function answerOnePerson(
  request: Request,
  // Where nothing was pressed in a channel, as in App Home, the channel is ''.
  asked: Omit<Asked, 'audience'> & {
    readonly respond: RespondFn | undefined;
    readonly replaces?: boolean;
    readonly shownAt: () => string;
  },
  dependencies: AnswerDependencies,
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
