import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf, splitExclusions } from '../../../digests/wishes.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { paperName, papersNamed } from '../../messages/fewer-like.ts';
import { notRelevantFields } from '../../messages/not-relevant-view.ts';
import { savedMessage } from '../../messages/subscription-notices.ts';
import { callerOf } from '../../reach.ts';
import { changedJustBefore, changedMeanwhile } from '../../requests/digest-deeds.ts';
import { gone, type NotRelevantDependencies } from '../actions/not-relevant.ts';

/** Saves what the window says; who did is named in the list of digests. */
export function createSaveNotRelevant(dependencies: NotRelevantDependencies) {
  return async ({ ack, body, view, client, context }: SlackViewMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { digests, paperboy, reach, now, sleep, logger } = dependencies;
    const {
      words: wordsField,
      like: likeField,
      fewerLike: fewerLikeField,
      exclusions: exclusionsField,
    } = notRelevantFields;
    const ticked = (field: string) => view.state.values[field]?.[field]?.selected_options ?? [];
    const chosen = ticked(wordsField).map(({ value }) => value);
    const kept = splitExclusions(view.state.values[exclusionsField]?.[exclusionsField]?.value ?? '');
    const caller = callerOf({ body, context });
    const { id, channel, openedOn } = reach.unseal(view.private_metadata, caller) ?? {};
    const before = await reach.subscription({ ...caller, channel }, id);
    const meant = await Promise.all(ticked(likeField).map(({ value }) => paperboy.ask.paper(value)));
    const wishes = before && {
      ...before,
      exclusions: [...new Set([...kept, ...chosen])],
      fewerLike: [
        ...papersNamed(ticked(fewerLikeField)),
        ...meant.flatMap((paper) => (paper && paperName(paper)) ?? []),
      ],
    };
    const isStale = before !== undefined && wishesFingerprint(before) !== openedOn;
    const problems = isStale ? [changedMeanwhile] : wishes === undefined ? [] : problemsOf(wishes, now());
    if (problems.length > 0) {
      await ack({ response_action: 'errors', errors: { [exclusionsField]: problems.join(' ') } });
      return;
    }
    await ack();
    const { user } = caller;
    const recipient = { client, channel: undefined, user, sleep, logger };
    if (wishes === undefined || before === undefined) return tellPerson(recipient, gone);
    const changed = await digests.digests.change(before, wishes, body.user.name);
    if (changed === undefined) return tellPerson(recipient, changedJustBefore);
    if (wishesFingerprint(changed) === wishesFingerprint(before)) return;
    await tellPerson({ ...recipient, channel: changed.channel }, savedMessage(changed, dependencies.command));
  };
}
