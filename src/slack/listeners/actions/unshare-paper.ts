import { displayText } from '../../../papers/display-text.ts';
import { decodePaperState, stateOf } from '../../button-state.ts';
import { readThread } from '../../conversation/read-thread.ts';
import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { waitingForRateLimit } from '../../delivery/rate-limit.ts';
import { notice } from '../../messages/notice.ts';
import { type ButtonDependencies, type PaperArgs, type PaperListener, tellPresser } from './paper-buttons.ts';

const othersOnly = notice('Only whoever shared this paper can undo that.');
const isTalkedAbout = notice('This paper stays, since people have replied to it.');

/** Takes back a paper that somebody shared: only they can, and only while nobody has replied. It is the very message whose menu is used. */
export function createUnsharePaper({ paperboy, sleep, logger }: ButtonDependencies): PaperListener {
  /** Whoever may not read the channel knows what Slack sent along with the press. */
  async function hasReplies({ body, client }: PaperArgs, channel: string, ts: string): Promise<boolean> {
    if ((body.message?.['thread_ts'] ?? ts) !== ts) return false;
    const thread = await readThread(client, channel, ts, logger);
    return thread === undefined ? (body.message?.['reply_count'] ?? 0) > 0 : thread.some((one) => one.ts !== ts);
  }

  return async (args) => {
    await args.ack();
    const { body, client, respond } = args;
    const { id, thread, by } = decodePaperState(stateOf(args.payload));
    const tell = (message: typeof othersOnly) => tellPresser(args, thread, message, { sleep, logger });
    const [channel, ts] = [body.channel?.id, body.message?.ts];
    if (by !== body.user.id || channel === undefined || ts === undefined) return tell(othersOnly);
    if (await hasReplies(args, channel, ts)) return tell(isTalkedAbout);
    try {
      await waitingForRateLimit(() => client.chat.delete({ channel, ts }), sleep);
    } catch (error) {
      if (troubleOf(error)?.means !== 'outside') throw error;
      logger.warn(
        { ...causeOf(error), channel },
        'Taken back by the address of the menu: the bot is not in the channel',
      );
      await respond({ delete_original: true });
    }
    const paper = await paperboy.ask.paper(id);
    await tell(notice(`Taken back: “${displayText(paper?.title ?? id)}” is no longer shared here.`));
  };
}
