import { localDate } from '../../digests/schedule.ts';
import { snoozeDay, snoozeProblem } from '../../digests/snooze-words.ts';
import { defaultWishes, maxSize, problemsOf, readWishes } from '../../digests/wishes.ts';
import type { Message } from '../messages/message.ts';
import { notice, typed } from '../messages/notice.ts';
import { previewMessage, whichPreviewMessage } from '../messages/preview-message.ts';
import { statusMessage } from '../messages/status-message.ts';
import { askStopMessage } from '../messages/stop-message.ts';
import { checkWishesMessage, formButtonMessage, wrongWishesMessage } from '../messages/subscription-notices.ts';
import { subscriptionsMessage } from '../messages/subscriptions-message.ts';
import { type Asker, type DigestDependencies, ownConversation } from './digest-deeds.ts';
import { timeZoneOf } from './people.ts';
import type { DigestRequest } from './request.ts';
import { openForm, setUpDigest } from './set-up-digest.ts';
import { snoozeDigest } from './stop-digest.ts';

/** Somebody who says so wants all papers; who names nothing may have forgotten what about. */
const saysAll = /\b(?:all|everything|anything|(?:new|any|every) papers?)\b/i;

/** Undefined when the window was opened, so that somebody looks at what was understood. */
async function subscribeAtOnce(
  dependencies: DigestDependencies,
  asker: Asker,
  { text, place = 'here' }: Extract<DigestRequest, { kind: 'subscribe' }>,
  triggerId: string | undefined,
): Promise<Message | undefined> {
  const { command, logger, now } = dependencies;
  const defaults = { ...defaultWishes, timeZone: await timeZoneOf(asker.client, asker.user, logger) };
  const { wishes, problems, doubts } = readWishes(text, defaults, now());
  const size = wishes.size >= 1 && wishes.size <= maxSize ? wishes.size : defaults.size;
  const understood = { wishes: { ...wishes, size }, doubts, problems, place };
  const lacks = (wishes.topics.length === 0 && !saysAll.test(text)) || place === 'other';
  if (problems.length + doubts.length === 0 && !lacks)
    return (await setUpDigest(dependencies, asker, understood)).message;
  if (triggerId === undefined)
    return problems.length > 0 ? wrongWishesMessage(problems, command, understood) : checkWishesMessage(understood);
  await openForm(dependencies, asker, triggerId, understood);
  return undefined;
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
    if (request.text !== '' || request.place !== undefined)
      return subscribeAtOnce(dependencies, asker, request, triggerId);
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
  const [reports, damaged] = await Promise.all([digests.in(place), digests.damaged(place)]);
  const [first] = reports;
  const count = reports.length + damaged.length;
  if (count === 0) return noneHere(command);
  const reader = await timeZoneOf(asker.client, asker.user, dependencies.logger);
  const here = { reports, damaged, reader };
  switch (request.kind) {
    case 'subscriptions':
      return subscriptionsMessage(here);
    case 'preview': {
      if (first === undefined) return subscriptionsMessage(here);
      const { subscription } = first;
      if (reports.length > 1) return whichPreviewMessage(reports.map((report) => report.subscription));
      const problems = problemsOf(subscription, now());
      if (problems.length > 0) return wrongWishesMessage(problems, command);
      const digest = await digests.preview(subscription, subscription.id);
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
