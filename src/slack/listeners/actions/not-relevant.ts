import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf, splitExclusions } from '../../../digests/wishes.ts';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import { displayText } from '../../../papers/display-text.ts';
import { isFiller } from '../../../search/words.ts';
import { decodePaperState, stateOf } from '../../button-state.ts';
import { answerPrivately } from '../../delivery/tell-person.ts';
import { notRelevantFields, notRelevantView } from '../../messages/not-relevant-view.ts';
import { notice } from '../../messages/notice.ts';
import { callerOf } from '../../reach.ts';
import { announceIfPossible, changedMeanwhile, type DigestDependencies } from '../../requests/digest-requests.ts';

export interface NotRelevantDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
}

type PickArgs = SlackActionMiddlewareArgs<BlockButtonAction | BlockStaticSelectAction> & AllMiddlewareArgs;

/** More than these are not read. */
const maxSuggestions = 8;

const gone = notice('That digest was removed, or the library no longer holds the paper.');

/** Words of a title as they are written there, since an exclusion is looked for word by word. */
function tellingWords(title: string): string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return [...new Set(words)].filter((word) => !isFiller(word));
}

/** "Not relevant": opens the window with words of the paper that could rule out others like it. */
export function createNotRelevant({ paperboy, reach, sleep }: NotRelevantDependencies) {
  return async ({ ack, body, payload, client, respond, context }: PickArgs): Promise<void> => {
    await ack();
    const caller = callerOf({ body, context });
    const { id, subscription: subscriptionId, thread } = decodePaperState(stateOf(payload));
    const subscription = await reach.subscription(caller, subscriptionId);
    const paper = await paperboy.ask.paper(id);
    if (subscription === undefined || paper === undefined) {
      const place = { channel: body.channel?.id, user: body.user.id, thread };
      return answerPrivately({ client, respond, ...place, sleep }, gone);
    }
    const suggestions = tellingWords(displayText(paper.title)).slice(0, maxSuggestions);
    const { channel } = subscription;
    const state = { id: subscription.id, channel, openedOn: wishesFingerprint(subscription) };
    const view = notRelevantView({ subscription, paper, suggestions, metadata: reach.seal(state, caller) });
    await client.views.open({ trigger_id: body.trigger_id, view });
  };
}

/** Saves what the window says; the channel is told, since the digest is everybody's. */
export function createSaveNotRelevant(dependencies: NotRelevantDependencies) {
  return async ({ ack, body, view, client, context }: SlackViewMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { digests, reach, now, sleep } = dependencies;
    const { words: wordsField, exclusions: exclusionsField } = notRelevantFields;
    const chosen = view.state.values[wordsField]?.[wordsField]?.selected_options?.map(({ value }) => value) ?? [];
    const kept = splitExclusions(view.state.values[exclusionsField]?.[exclusionsField]?.value ?? '');
    const caller = callerOf({ body, context });
    const { id, channel, openedOn } = reach.unseal(view.private_metadata, caller) ?? {};
    const before = await reach.subscription({ ...caller, channel }, id);
    const wishes = before && { ...before, exclusions: [...new Set([...kept, ...chosen])] };
    const isStale = before !== undefined && wishesFingerprint(before) !== openedOn;
    const problems = isStale ? [changedMeanwhile] : wishes === undefined ? [] : problemsOf(wishes, now());
    if (problems.length > 0) {
      await ack({ response_action: 'errors', errors: { [exclusionsField]: problems.join(' ') } });
      return;
    }
    await ack();
    const { user, team } = caller;
    const changed = wishes && (await digests.digests.change(before, wishes));
    if (changed === undefined || before === undefined) {
      return answerPrivately({ client, channel: undefined, user, sleep }, gone);
    }
    if (changed.exclusions.join() === before.exclusions.join()) return;
    const asker = { client, team, channel: changed.channel, user, userName: body.user.name };
    await announceIfPossible(dependencies, asker, changed, 'changed');
  };
}
