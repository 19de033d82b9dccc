import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import type { RunNow } from '../../../digests/digests.ts';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf } from '../../../digests/wishes.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { decodeUnderstood } from '../../button-state.ts';
import { slackCodeOf } from '../../delivery/errors.ts';
import { answerPrivately, respondWith } from '../../delivery/tell-person.ts';
import type { Message } from '../../messages/message.ts';
import { notice } from '../../messages/notice.ts';
import { previewMessage } from '../../messages/preview-message.ts';
import type { Deed } from '../../messages/subscription-notices.ts';
import { type FormPreview, fields, type SubscriptionForm, subscriptionView } from '../../messages/subscription-view.ts';
import { subscriptionsMessage } from '../../messages/subscriptions-message.ts';
import { callerOf } from '../../reach.ts';
import {
  type Asker,
  announceIfPossible,
  changedMeanwhile,
  type DigestDependencies,
  openForm,
  removeSubscription,
  subscribe,
} from '../../requests/digest-requests.ts';
import { readForm } from '../views/read-form.ts';

type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;
type ButtonListener = (args: ButtonArgs) => Promise<void>;

const gone = notice('That digest was removed before.');

/** A window whose state is not ours, or not of who submits it: after a change of the bot's token too. */
const unknownWindow = notice('That window does not work any more. Open it again.');

function askerOf(args: ButtonArgs): Asker {
  const { id, name, username } = args.body.user;
  const { team, channel = '', user } = callerOf(args);
  return { client: args.client, team, channel, user, userName: name ?? username ?? id };
}

/** The subscription that a button names. */
function pressedOf(args: ButtonArgs, { reach }: DigestDependencies): Promise<Subscription | undefined> {
  return reach.subscription(callerOf(args), args.payload.value);
}

function tell(args: ButtonArgs, message: Message, { sleep }: DigestDependencies): Promise<void> {
  const { body, client, respond } = args;
  return answerPrivately({ client, respond, channel: body.channel?.id, user: body.user.id, sleep }, message);
}

/** The list of the channel as it is now, in the place of the one whose button was pressed if only the presser sees that. */
async function redraw(
  args: ButtonArgs,
  { channel, team }: Subscription,
  dependencies: DigestDependencies,
): Promise<void> {
  const reports = await dependencies.digests.digests.in({ team, channel });
  const message = reports.length === 0 ? notice('No digest is set up here any more.') : subscriptionsMessage(reports);
  if (args.body.container['is_ephemeral'] !== true) return tell(args, message, dependencies);
  const response = { ...message, response_type: 'ephemeral', replace_original: true } as const;
  await respondWith(args.respond, response, dependencies.sleep);
}

/** Pause and resume: done, told in the channel, and shown in the list. */
export function createChangeState(
  dependencies: DigestDependencies,
  deed: Deed & ('paused' | 'resumed'),
): ButtonListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const before = await pressedOf(args, dependencies);
    const after = before && (await (deed === 'paused' ? digests.pause(before) : digests.resume(before)));
    if (after === undefined) return tell(args, gone, dependencies);
    await announceIfPossible(dependencies, askerOf(args), after, deed);
    await redraw(args, after, dependencies);
  };
}

export function createRemove(dependencies: DigestDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    await removeSubscription(dependencies, askerOf(args), subscription);
    await redraw(args, subscription, dependencies);
  };
}

export function createShowPreview(dependencies: DigestDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    const digest = await digests.preview(subscription, subscription.id);
    await tell(args, previewMessage(digest, subscription), dependencies);
  };
}

function runNowSentence({ planned, delivery }: RunNow): string {
  if (planned) return 'Today’s digest is on its way.';
  switch (delivery?.state) {
    case 'sent':
      return 'Today’s digest was posted already; there is one a day. Preview shows what the next one would hold.';
    case 'failed':
      return `Today’s digest may have been posted, so it is not posted again: ${delivery.reason ?? ''}`;
    default:
      return 'Today’s digest is on its way already.';
  }
}

export function createRunNow(dependencies: DigestDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    if (subscription.paused !== undefined) return tell(args, notice('It is paused. Resume it first.'), dependencies);
    await tell(args, notice(runNowSentence(await digests.runNow(subscription))), dependencies);
  };
}

/** "Set up a digest", in answer to a mention. */
export function createOpenForm(dependencies: DigestDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    await openForm(dependencies, askerOf(args), args.body.trigger_id, decodeUnderstood(args.payload.value));
  };
}

async function previewOf(
  { digests, now }: DigestDependencies,
  { id, wishes }: Pick<SubscriptionForm, 'id' | 'wishes'>,
): Promise<FormPreview> {
  const problems = problemsOf(wishes, now());
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'digest', digest: await digests.digests.preview(wishes, id) };
}

export function createEdit(dependencies: DigestDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    const { channel } = subscription;
    const state = { id: subscription.id, channel, openedOn: wishesFingerprint(subscription) };
    const form = { ...state, wishes: subscription };
    const metadata = dependencies.reach.seal(state, callerOf(args));
    const view = subscriptionView(form, await previewOf(dependencies, form), metadata);
    await args.client.views.open({ trigger_id: args.body.trigger_id, view });
  };
}

/** Each change in the window draws its preview anew. */
export function createRefreshPreview(dependencies: DigestDependencies) {
  return async ({
    ack,
    body,
    client,
    context,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    if (body.view === undefined) return;
    const { reach, sleep } = dependencies;
    const caller = callerOf({ body, context });
    const metadata = body.view.private_metadata;
    const state = reach.unseal(metadata, caller);
    if (state === undefined)
      return answerPrivately({ client, channel: undefined, user: caller.user, sleep }, unknownWindow);
    // Of one that was removed meanwhile the preview says what a new one would hold; saving tells.
    const known = await reach.subscription({ ...caller, channel: state.channel }, state.id);
    const form = readForm(body.view, state);
    const view = subscriptionView(form, await previewOf(dependencies, { ...form, id: known?.id }), metadata);
    try {
      await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
    } catch (error) {
      // The person typed on, and a newer preview follows; or closed the window.
      const code = slackCodeOf(error);
      if (code !== 'hash_conflict' && code !== 'not_found') throw error;
    }
  };
}

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
    const { reach, sleep } = dependencies;
    const caller = callerOf({ body, context });
    const { user, team } = caller;
    const state = reach.unseal(view.private_metadata, caller);
    if (state === undefined) {
      await ack();
      return answerPrivately({ client, channel: undefined, user, sleep }, unknownWindow);
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
    const recipient = { client, channel, user, sleep };
    if (id === undefined) {
      await answerPrivately(recipient, await subscribe(dependencies, asker, channel, wishes));
      return;
    }
    const changed = before && (await dependencies.digests.digests.change(before, wishes));
    if (changed === undefined) return answerPrivately(recipient, gone);
    await announceIfPossible(dependencies, asker, changed, 'changed');
  };
}
