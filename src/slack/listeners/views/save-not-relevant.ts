import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { splitExclusions } from '../../../digests/topics.ts';
import { problemsOf } from '../../../digests/wishes.ts';
import { paperName, papersNamed } from '../../messages/fewer-like.ts';
import { notRelevantFields } from '../../messages/not-relevant-view.ts';
import { savedMessage } from '../../messages/subscription-notices.ts';
import { callerOf } from '../../reach.ts';
import { gone } from '../actions/not-relevant.ts';
import {
  changedJustBefore,
  changedMeanwhile,
  filledIn,
  type OnSubmit,
  showErrors,
  tellSubmitter,
  unchanged,
} from './submission.ts';

/** Saves what the window says; who did is named in the list of digests. */
export const saveNotRelevant: OnSubmit = async (submission, dependencies) => {
  const { ack, body, view } = submission;
  const { digests, paperboy, reach, now, command } = dependencies;
  const { words, like, fewerLike, exclusions } = notRelevantFields;
  const ticked = (field: string) => filledIn(view, field)?.selected_options ?? [];
  const chosen = ticked(words).map(({ value }) => value);
  const kept = splitExclusions(filledIn(view, exclusions)?.value ?? '');
  const caller = callerOf(submission);
  const { id, channel, openedOn } = reach.unseal(view.private_metadata, caller) ?? {};
  const before = await reach.subscription({ ...caller, channel }, id);
  const meant = await Promise.all(ticked(like).map(({ value }) => paperboy.ask.paper(value)));
  const wishes = before && {
    ...before,
    exclusions: [...new Set([...kept, ...chosen])],
    fewerLike: [...papersNamed(ticked(fewerLike)), ...meant.flatMap((paper) => (paper && paperName(paper)) ?? [])],
  };
  const isStale = before !== undefined && wishesFingerprint(before) !== openedOn;
  const problems = isStale ? [changedMeanwhile] : wishes === undefined ? [] : problemsOf(wishes, now());
  if (problems.length > 0) return showErrors(submission, { [exclusions]: problems.join(' ') });
  await ack();
  if (wishes === undefined || before === undefined) return tellSubmitter(submission, dependencies, {}, gone);
  const at = { channel: before.channel };
  if (wishesFingerprint(wishes) === openedOn) return tellSubmitter(submission, dependencies, at, unchanged);
  const changed = await digests.digests.change(before, wishes, body.user.name);
  const message = changed === undefined ? changedJustBefore : savedMessage(changed, command);
  await tellSubmitter(submission, dependencies, at, message);
};
