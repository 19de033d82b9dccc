import { displayText } from '../../../papers/display-text.ts';
import { readThread } from '../../conversation/read-thread.ts';
import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { waitingForRateLimit } from '../../delivery/rate-limit.ts';
import type { Dependencies } from '../../dependencies.ts';
import { notice } from '../../messages/message.ts';
import { type OnPress, type Press, pressedPaper, tell } from './press.ts';

const othersOnly = notice('Only whoever shared this paper can undo that.');
const isTalkedAbout = notice('This paper stays, since people have replied to it.');

/** Whoever may not read the channel knows what Slack sent along with the press. */
async function hasReplies({ body, client }: Press, { logger }: Dependencies, channel: string, ts: string) {
  if ((body.message?.['thread_ts'] ?? ts) !== ts) return false;
  const thread = await readThread(client, channel, ts, logger);
  return thread === undefined ? (body.message?.['reply_count'] ?? 0) > 0 : thread.some((one) => one.ts !== ts);
}

/** Takes back a paper that somebody shared: only they can, and only while nobody has replied. It is the very message whose menu is used. */
export const unsharePaper: OnPress = async (press, dependencies) => {
  const { paperboy, sleep, logger } = dependencies;
  const { body, client, respond } = press;
  const { id, thread, by } = pressedPaper(press);
  const [channel, ts] = [body.channel?.id, body.message?.ts];
  if (by !== body.user.id || channel === undefined || ts === undefined)
    return tell(press, dependencies, othersOnly, { thread });
  if (await hasReplies(press, dependencies, channel, ts)) return tell(press, dependencies, isTalkedAbout, { thread });
  try {
    await waitingForRateLimit(() => client.chat.delete({ channel, ts }), sleep);
  } catch (error) {
    if (troubleOf(error)?.means !== 'outside') throw error;
    logger.warn({ ...causeOf(error), channel }, 'Taken back by the address of the menu: the bot is not in the channel');
    await respond({ delete_original: true });
  }
  const paper = await paperboy.ask.paper(id);
  const told = notice(`Taken back: “${displayText(paper?.title ?? id)}” is no longer shared here.`);
  await tell(press, dependencies, told, { thread });
};
