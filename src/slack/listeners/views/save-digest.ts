import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf } from '../../../digests/wishes.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { savedMessage } from '../../messages/subscription-notices.ts';
import { fields } from '../../messages/subscription-view.ts';
import { callerOf } from '../../reach.ts';
import {
  changedJustBefore,
  changedMeanwhile,
  type DigestDependencies,
  subscribe,
} from '../../requests/digest-deeds.ts';
import { gone } from '../../requests/stop-digest.ts';
import { readForm, unknownWindow } from './digest-form.ts';

/** Which field each problem stands under: the first that names it. */
function fieldOf(problem: string): string {
  if (problem.includes('time zone')) return fields.timeZone;
  if (problem.includes('time of day')) return fields.time;
  if (problem.includes('day of the week')) return fields.days;
  if (problem.includes('exclusions')) return fields.exclusions;
  return fields.topics;
}

/** Subscribe or Save: what is wrong is shown in the window, else the digest is set up and the channel told. */
export function createSaveForm(dependencies: DigestDependencies) {
  return async ({ ack, body, view, client, context }: SlackViewMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { reach, sleep, logger } = dependencies;
    const caller = callerOf({ body, context });
    const { user, team } = caller;
    const state = reach.unseal(view.private_metadata, caller);
    if (state === undefined) {
      await ack();
      return tellPerson({ client, channel: undefined, user, sleep, logger }, unknownWindow);
    }
    const { id, channel, wishes, openedOn } = readForm(view, state);
    const before = await reach.subscription({ ...caller, channel: state.channel }, id);
    const isStale = before !== undefined && wishesFingerprint(before) !== openedOn;
    const problems = isStale ? [changedMeanwhile] : problemsOf(wishes, dependencies.now());
    if (problems.length > 0) {
      await ack({
        response_action: 'errors',
        errors: Object.fromEntries(problems.map((problem) => [fieldOf(problem), problem]).reverse()),
      });
      return;
    }
    await ack();
    const asker = { client, team, channel: state.channel, user, userName: body.user.name };
    const recipient = { client, channel, user, sleep, logger };
    if (id === undefined) {
      await tellPerson(recipient, await subscribe(dependencies, asker, channel, wishes));
      return;
    }
    if (before === undefined) return tellPerson(recipient, gone);
    const changed = await dependencies.digests.digests.change(before, wishes, body.user.name);
    if (changed === undefined) return tellPerson(recipient, changedJustBefore);
    await tellPerson(recipient, savedMessage(changed, dependencies.command));
  };
}
