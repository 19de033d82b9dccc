import type { Button } from '@slack/types';
import type { SubscriptionReport } from '../../digests/digests.ts';
import { digestsNamed, meansAll, subjectNamed } from '../../digests/named-digest.ts';
import { localDate } from '../../digests/schedule.ts';
import { readPause, readSnooze, snoozeDay, snoozeProblem } from '../../digests/snooze-words.ts';
import { dateWords } from '../../digests/subscription-words.ts';
import { problemsOf } from '../../digests/wishes.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import type { Dependencies } from '../dependencies.ts';
import { cutToBytes } from '../messages/cut-text.ts';
import { button } from '../messages/elements.ts';
import { type Message, notice, typed } from '../messages/message.ts';
import { previewMessage } from '../messages/preview-message.ts';
import { askStopMessage, stopButton } from '../messages/stop-message.ts';
import { wrongWishesMessage } from '../messages/subscription-notices.ts';
import { type DigestsHere, managedMessage, subscriptionsMessage } from '../messages/subscriptions-message.ts';
import { whichDigestMessage } from '../messages/which-digest-message.ts';
import type { NamedAsker } from './asked.ts';
import { ownConversation, timeZoneOf } from './people.ts';
import { upcomingFor } from './previews.ts';
import type { NamedDigestRequest } from './request.ts';
import { gone, snoozeDigest } from './stop-digest.ts';

/** What people want done with one of the digests of a place: whichever their words mean, and where they mean none or several that is asked. */

const nameBytes = 100;

function noneHere(command: string): Message {
  return notice('No digest is set up here. Write ', typed(`${command} subscribe`), ' to set one up.');
}

/** The digests of the conversation; in App Home a person's own are meant. Undefined where there is none. */
async function digestsHere(
  { digests, logger, command }: Dependencies,
  asker: NamedAsker,
): Promise<DigestsHere | undefined> {
  const channel = asker.channel === '' ? await ownConversation(asker) : asker.channel;
  const place = { team: asker.team, channel };
  const [reports, damaged] = await Promise.all([digests.digests.in(place), digests.digests.damaged(place)]);
  if (reports.length + damaged.length === 0) return undefined;
  return { reports, damaged, reader: await timeZoneOf(asker.client, asker.user, logger), command };
}

export async function listDigests(dependencies: Dependencies, asker: NamedAsker): Promise<Message> {
  const here = await digestsHere(dependencies, asker);
  return here === undefined ? noneHere(dependencies.command) : subscriptionsMessage(here);
}

/** A deed, and until when one sleeps: '' where nobody says, undefined for what is no day. */
interface Deed {
  readonly kind: NamedDigestRequest['kind'];
  readonly until: string | undefined;
}

const todayOf = ({ timeZone }: Subscription, now: number): string => localDate(now, timeZone);

function noDayMessage(words: string, command: string): Message {
  return notice(
    `“${cutToBytes(words, nameBytes)}” is no day that I know. Write `,
    ...[typed(`${command} snooze two weeks`), ' or ', typed(`${command} snooze until 7 Dec`), '.'],
  );
}

async function snoozed(
  { until = '' }: Deed,
  { subscription }: SubscriptionReport,
  dependencies: Dependencies,
  asker: NamedAsker,
): Promise<Message> {
  const today = todayOf(subscription, dependencies.now());
  const day = snoozeDay(until, today) ?? today;
  const problem = snoozeProblem(day, today);
  return problem === undefined ? snoozeDigest(dependencies, asker, subscription, day) : notice(problem);
}

async function done(
  deed: Deed,
  report: SubscriptionReport,
  reader: string,
  dependencies: Dependencies,
  asker: NamedAsker,
): Promise<Message> {
  const { subscription } = report;
  const { digests } = dependencies.digests;
  switch (deed.kind) {
    case 'unsubscribe':
      return askStopMessage(subscription);
    case 'snooze':
      return snoozed(deed, report, dependencies, asker);
    case 'preview': {
      const problems = problemsOf(subscription, dependencies.now());
      if (problems.length > 0) return wrongWishesMessage(problems, dependencies.command);
      return previewMessage(await upcomingFor(dependencies, asker.client, subscription), subscription, reader);
    }
    case 'pause':
    case 'resume': {
      const after = await digests[deed.kind](subscription, asker.userName);
      const changed = after && (await digests.report(subscription));
      return changed === undefined ? gone : managedMessage(changed, reader);
    }
    case 'manage':
      return managedMessage(report, reader);
    default:
      return deed.kind satisfies never;
  }
}

const labels = { preview: 'Preview', pause: 'Pause', resume: 'Resume', manage: 'Manage' } as const;

/** Does it with one of those that are asked about; a snooze begins with the day that was said. */
function buttonFor({ kind, until = '' }: Deed, subscription: Subscription, now: number): Button {
  const { id } = subscription;
  if (kind === 'unsubscribe') return stopButton(subscription);
  if (kind !== 'snooze') return button(actionIds[kind], labels[kind], id);
  return button(actionIds.snooze, 'Snooze', `${id} ${snoozeDay(until, todayOf(subscription, now)) ?? ''}`.trim());
}

/** What is said before one is chosen. @param found how many the words mean */
function questionOf(
  { kind, until: said }: Deed,
  subject: string,
  found: number,
  [first, another]: readonly Subscription[],
  now: number,
): string {
  const name = cutToBytes(subject, nameBytes);
  const verb = kind === 'unsubscribe' ? 'stop' : kind;
  const day = kind !== 'snooze' || first === undefined ? undefined : snoozeDay(said ?? '', todayOf(first, now));
  const mayBeDay = kind === 'snooze' && said === '';
  const lead =
    name === ''
      ? ''
      : found > 1
        ? `${found} digests here are about “${name}”. `
        : mayBeDay
          ? `No digest here is about “${name}”, and it is no day that I know. `
          : `No digest here is about “${name}”. `;
  const until = day === undefined ? '' : ` until ${dateWords(day)}`;
  return another === undefined
    ? `${lead}Do you want to ${verb} this one${until}?`
    : `${lead}Which digest do you want to ${verb}${until}?`;
}

/** How until when is read; what ends by a day is a snooze, whichever word it was said with. */
const untilReaders: Readonly<Partial<Record<Deed['kind'], typeof readSnooze>>> = {
  ...{ snooze: readSnooze, pause: readPause, unsubscribe: readPause },
};
const neverEnds: typeof readSnooze = (what) => ({ what, until: '' });

/** Undefined where the words may ask something else and mean no digest. */
export async function answerNamedDigest(
  { kind, text, otherwise }: NamedDigestRequest,
  dependencies: Dependencies,
  asker: NamedAsker,
): Promise<Message | undefined> {
  const here = await digestsHere(dependencies, asker);
  if (here === undefined) return otherwise === undefined ? noneHere(dependencies.command) : undefined;
  const { reports, damaged, reader } = here;
  const now = dependencies.now();
  const all = reports.map(({ subscription }) => subscription);
  const [first] = all;
  // Nothing can be done with a damaged one but to remove it.
  if (first === undefined) return subscriptionsMessage(here);
  const { what, until } = (untilReaders[kind] ?? neverEnds)(text, todayOf(first, now));
  const deed = { kind: until === '' ? kind : 'snooze', until } as const;
  const isAll = meansAll(what);
  const subject = isAll ? '' : subjectNamed(what);
  const named = digestsNamed(subject, all);
  if (otherwise !== undefined && ((subject === '' && until === '') || named.length === 0)) return undefined;
  if (until === undefined) return noDayMessage(text, dependencies.command);
  const [one, another] = named;
  const meant = another === undefined ? reports.find(({ subscription }) => subscription === one) : undefined;
  const isSure = subject !== '' || damaged.length === 0;
  if (meant !== undefined && isSure) return done(deed, meant, reader, dependencies, asker);
  if (deed.kind === 'unsubscribe' && subject === '') return subscriptionsMessage(here, notice('Choose one to stop.'));
  const choice = named.length > 0 ? named : all;
  const question = questionOf(deed, subject, named.length, choice, now);
  return whichDigestMessage(isAll ? `One at a time, please. ${question}` : question, choice, (subscription) =>
    buttonFor(deed, subscription, now),
  );
}
