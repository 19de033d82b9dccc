import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { inTime } from '../../delivery/in-time.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { doubtWords } from '../../messages/doubt-message.ts';
import { placeFields } from '../../messages/place-blocks.ts';
import { rhythmFields } from '../../messages/rhythm-blocks.ts';
import { savedMessage } from '../../messages/subscription-notices.ts';
import { fields, type SubscriptionForm, subscriptionView } from '../../messages/subscription-view.ts';
import { callerOf, type WindowState } from '../../reach.ts';
import { changedJustBefore, changedMeanwhile, type DigestDependencies } from '../../requests/digest-deeds.ts';
import { setUpDigest } from '../../requests/set-up-digest.ts';
import { gone } from '../../requests/stop-digest.ts';
import { previewOf } from '../../requests/window-preview.ts';
import { readForm, unknownWindow } from './digest-form.ts';
import { tellSubmitter } from './tell-submitter.ts';

type SaveArgs = SlackViewMiddlewareArgs & AllMiddlewareArgs;

/** Slack shows the person an error 3 s after they press; what takes longer is told once the window is closed. */
const answerInWindowMs = 2_000;

/** Which field each problem stands under: the first that names it. A time or a size that is none was typed among the topics. */
function fieldOf(problem: string): string {
  if (problem.includes('time zone')) return fields.timeZone;
  if (problem.includes('day of the week')) return rhythmFields.days;
  if (problem.includes('exclusions')) return fields.exclusions;
  return fields.topics;
}

const errorsOf = (problems: readonly string[]) =>
  Object.fromEntries(problems.map((problem) => [fieldOf(problem), problem]).reverse());

/** Subscribe or Save: what is wrong or doubtful is shown in the window, else the digest is set up and the channel told. */
export function createSaveForm(dependencies: DigestDependencies) {
  const { reach, sleep, logger, now, command } = dependencies;
  const { doubts, digests } = dependencies.digests;

  /** The same window with what to look at first; pressing again goes on. */
  async function askAgain(
    { ack, body, context }: SaveArgs,
    form: SubscriptionForm,
    state: WindowState,
    said: string[],
  ) {
    // There are two kinds of doubt.
    const told = [...(state.told ?? []), ...said].slice(-2);
    const caller = callerOf({ body, context });
    const metadata = reach.seal({ ...state, told }, caller);
    const view = subscriptionView({ ...form, warnings: said }, await previewOf(dependencies, form, caller), metadata);
    await ack({ response_action: 'update', view });
  }

  async function saveNew(args: SaveArgs, form: SubscriptionForm, state: WindowState): Promise<void> {
    const { ack, body, client, context } = args;
    const caller = callerOf({ body, context });
    const { user, team } = caller;
    const { told = [] } = state;
    // Submitted before the field for it was there.
    if (form.place === 'other')
      return ack({ response_action: 'errors', errors: { [placeFields.where]: 'Choose the channel below.' } });
    const asker = { client, team, channel: state.channel, user, userName: body.user.name };
    const setting = setUpDigest(dependencies, asker, form, (doubt) => told.includes(doubt));
    // What failed fails below, once the window is closed.
    const early = await inTime(setting, answerInWindowMs).catch(() => undefined);
    if (early?.kind === 'doubted') return askAgain(args, form, state, early.doubts.map(doubtWords));
    if (early?.kind === 'refused') {
      const place = form.place === 'here' || form.place === 'me' ? placeFields.where : placeFields.channel;
      const field = early.of === 'place' ? place : fields.topics;
      return ack({ response_action: 'errors', errors: { [field]: early.sentence } });
    }
    await ack();
    const { message } = early ?? (await setting);
    // What was opened in no conversation was opened in App Home.
    await tellSubmitter(dependencies, { client, caller }, { ...state, isFromHome: state.channel === '' }, message);
  }

  async function saveChanged(args: SaveArgs, form: SubscriptionForm, state: WindowState): Promise<void> {
    const { ack, body, client, context } = args;
    const caller = callerOf({ body, context });
    const before = await reach.subscription({ ...caller, channel: state.channel }, form.id);
    if (before !== undefined && wishesFingerprint(before) !== state.openedOn)
      return ack({ response_action: 'errors', errors: errorsOf([changedMeanwhile]) });
    const doubtful = before === undefined ? [] : (await doubts.ofTopics(form.wishes, before)).map(doubtWords);
    if (doubtful.some((doubt) => state.told?.includes(doubt) !== true)) return askAgain(args, form, state, doubtful);
    await ack();
    const submitter = { client, caller };
    if (before === undefined) return tellSubmitter(dependencies, submitter, state, gone);
    const changed = await digests.change(before, form.wishes, body.user.name);
    const message = changed === undefined ? changedJustBefore : savedMessage(changed, command);
    await tellSubmitter(dependencies, submitter, state, message);
  }

  return async (args: SaveArgs): Promise<void> => {
    const { ack, body, view, client, context } = args;
    const caller = callerOf({ body, context });
    const state = reach.unseal(view.private_metadata, caller);
    if (state === undefined) {
      await ack();
      return tellPerson({ client, channel: undefined, user: caller.user, sleep, logger }, unknownWindow);
    }
    const form = readForm(view, state, now());
    if (form.problems.length > 0) return ack({ response_action: 'errors', errors: errorsOf(form.problems) });
    return form.id === undefined ? saveNew(args, form, state) : saveChanged(args, form, state);
  };
}
