import { metadataOf } from '../../conversation/posted-metadata.ts';
import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { inBestForm } from '../../delivery/plain-form.ts';
import { waitingForRateLimit } from '../../delivery/rate-limit.ts';
import { respondWith } from '../../delivery/tell-person.ts';
import { notice, noUnfurl } from '../../messages/message.ts';
import { sharedPaperMessage } from '../../messages/shared-paper-message.ts';
import { callerOf } from '../../reach.ts';
import { askerOf, gone, type OnPress, pressedPaper, tell } from './press.ts';

const shared = notice('Shared: it stands in the channel for everyone.');

/**
 * Posts the paper for everyone, naming who shared it. Where the bot is not a member, the response_url of the button can still
 * post; nobody has to invite the bot for that.
 */
export const sharePaper: OnPress = async (press, dependencies) => {
  const { paperboy, reach, knownLists, cards, sleep, logger } = dependencies;
  const { body, client, respond } = press;
  const { id, thread } = pressedPaper(press);
  const paper = await paperboy.ask.paper(id);
  // From the window of the paper it goes to where that was opened.
  const channel = body.channel?.id ?? (body.view && reach.unseal(body.view.private_metadata, callerOf(press))?.channel);
  if (paper === undefined || channel === undefined || channel === '')
    return tell(press, dependencies, gone, { thread });
  const { team, user, userName } = askerOf(press);
  const content = sharedPaperMessage(paper, { id: user, name: userName }, thread);
  const form = { cards: cards(team), logger, sleep };
  try {
    const place = { channel, ...(thread !== undefined && { thread_ts: thread }) };
    const posted = { paper: id };
    const metadata = metadataOf(posted);
    const { ts } = await inBestForm(content, form, (shown) =>
      waitingForRateLimit(() => client.chat.postMessage({ ...place, ...shown, ...noUnfurl, metadata }), sleep),
    );
    if (ts !== undefined) knownLists.remember({ team, channel, thread: thread ?? ts, user: undefined, ts, posted });
  } catch (error) {
    // A window has no address to post by.
    if (troubleOf(error)?.means !== 'outside' || body.view !== undefined) throw error;
    logger.warn({ ...causeOf(error), channel }, 'Shared by the address of the button: the bot is not in the channel');
    const forAll = { response_type: 'in_channel', replace_original: false } as const;
    await inBestForm(content, form, (shown) => respondWith(respond, shown, forAll, sleep));
  }
  if (body.view !== undefined) await tell(press, dependencies, shared, { thread });
};
