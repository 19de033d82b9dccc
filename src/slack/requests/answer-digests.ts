import { localDate } from '../../digests/schedule.ts';
import { snoozeDay, snoozeProblem } from '../../digests/snooze-words.ts';
import { defaultWishes, problemsOf, readWishes } from '../../digests/wishes.ts';
import type { Message } from '../messages/message.ts';
import { notice, typed } from '../messages/notice.ts';
import { previewMessage, whichPreviewMessage } from '../messages/preview-message.ts';
import { statusMessage } from '../messages/status-message.ts';
import { askStopMessage } from '../messages/stop-message.ts';
import { checkWishesMessage, formButtonMessage, wrongWishesMessage } from '../messages/subscription-notices.ts';
import { subscriptionsMessage } from '../messages/subscriptions-message.ts';
import { type Asker, type DigestDependencies, openForm, ownConversation, subscribe } from './digest-deeds.ts';
import { timeZoneOf } from './people.ts';
import type { DigestRequest } from './request.ts';
import { snoozeDigest } from './stop-digest.ts';

/** Undefined when the window was opened, so that somebody looks at what was understood. */
async function subscribeAtOnce(
  dependencies: DigestDependencies,
  asker: Asker,
  text: string,
  triggerId: string | undefined,
): Promise<Message | undefined> {
  const { command, logger, now } = dependencies;
  const defaults = { ...defaultWishes, timeZone: await timeZoneOf(asker.client, asker.user, logger) };
  const { wishes, problems, doubts } = readWishes(text, defaults, now());
  if (problems.length > 0) return wrongWishesMessage(problems, command);
  if (doubts.length > 0) {
    if (triggerId === undefined) return checkWishesMessage({ wishes, doubts });
    await openForm(dependencies, asker, triggerId, { wishes, doubts });
    return undefined;
  }
  return subscribe(dependencies, asker, asker.channel, wishes);
}

function noneHere(command: string): Message {
  return notice('No digest is set up here. Write ', typed(`${command} subscribe`), ' to set one up.');
}

function noDayMessage(words: string, command: string): Message {
  return notice(
    `“${words}” is no day that I know. Write `,
    ...[typed(`${command} snooze two weeks`), ' or ', typed(`${command} snooze until 7 Dec`), '.'],
  );
}

/** Answers what somebody asks about digests; undefined when a window was opened instead. */
export async function answerAboutDigests(
  request: DigestRequest,
  dependencies: DigestDependencies,
  asker: Asker,
  triggerId?: string,
): Promise<Message | undefined> {
  const { command, now } = dependencies;
  const { digests } = dependencies.digests;
  if (request.kind === 'subscribe') {
    if (request.text !== '') return subscribeAtOnce(dependencies, asker, request.text, triggerId);
    if (triggerId === undefined) return formButtonMessage();
    await openForm(dependencies, asker, triggerId);
    return undefined;
  }
  if (request.kind === 'status') {
    const report = await dependencies.status.report({ team: asker.team, channel: asker.channel });
    return statusMessage(report, await timeZoneOf(asker.client, asker.user, dependencies.logger));
  }
  // In App Home a person's own digests are meant.
  const channel = asker.channel === '' ? await ownConversation(asker) : asker.channel;
  const place = { team: asker.team, channel };
  const here = { reports: await digests.in(place), damaged: await digests.damaged(place) };
  const [first] = here.reports;
  const count = here.reports.length + here.damaged.length;
  if (count === 0) return noneHere(command);
  switch (request.kind) {
    case 'subscriptions':
      return subscriptionsMessage(here);
    case 'preview': {
      if (first === undefined) return subscriptionsMessage(here);
      const { subscription } = first;
      if (here.reports.length > 1) return whichPreviewMessage(here.reports.map((report) => report.subscription));
      const problems = problemsOf(subscription, now());
      if (problems.length > 0) return wrongWishesMessage(problems, command);
      const digest = await digests.preview(subscription, subscription.id);
      const reader = await timeZoneOf(asker.client, asker.user, dependencies.logger);
      return previewMessage({ digest, wishes: subscription, now: now() }, subscription, reader);
    }
    case 'unsubscribe':
      // Which one is meant by more words is not guessed.
      if (first === undefined || count > 1 || request.text !== '')
        return subscriptionsMessage(here, notice('Choose one to stop.'));
      return askStopMessage(first.subscription);
    case 'snooze': {
      if (first === undefined || count > 1) return subscriptionsMessage(here, notice('Choose one to snooze.'));
      const today = localDate(now(), first.subscription.timeZone);
      const day = snoozeDay(request.text, today);
      if (day === undefined) return noDayMessage(request.text, command);
      const problem = snoozeProblem(day, today);
      return problem === undefined ? snoozeDigest(dependencies, asker, first.subscription, day) : notice(problem);
    }
    default:
      return request satisfies never;
  }
}
