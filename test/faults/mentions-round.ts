import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { anApp } from '../../src/playground/stand-in/app-options.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { questionLeaseMs } from '../../src/slack/intake/inbox.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import type { Postgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { startChaos } from './chaos.ts';
import { createDrawFault } from './draw-fault.ts';
import { prepareTroubles, type Trouble } from './troubles.ts';

const botFile = fileURLToPath(new URL('bot-process.ts', import.meta.url));

/** Mentions while bots are in trouble: each in a channel of its own. */
export interface MentionsRound {
  readonly name: string;
  readonly mentions: number;
  readonly bots: number;
  /** Events and posts between two blows, from and to. */
  readonly postsBetween: readonly [number, number];
  readonly trouble: Trouble;
  readonly isSkewed?: boolean;
  readonly seed: number;
}

/** Slack tries for the last time five minutes after the first; then a lease may have to run out. In milliseconds. */
const lastAnswerMs = 420_000;

/** Between two mentions. In milliseconds. */
const pauseMs = 300;

function isMention(event: unknown): event is { readonly channel: string } {
  return (
    typeof event === 'object' && event !== null && 'type' in event && event.type === 'app_mention' && 'channel' in event
  );
}

const channelName = (index: number): string => `C${String(index).padStart(4, '0')}`;

/** What stands under the nth mention, what only its person sees included. */
function answersTo(slack: SlackStandIn, index: number): readonly { readonly text: string }[] {
  const [mention] = slack.workspace.messages(channelName(index));
  if (mention === undefined) return [];
  return slack.workspace.thread(channelName(index), mention.ts).filter(({ bot_id }) => bot_id !== undefined);
}

const answersIn = (slack: SlackStandIn, mentions: number): number[] =>
  Array.from({ length: mentions }, (_, index) => answersTo(slack, index).length);

/** @returns whether each mention was answered once */
export async function runMentionsRound(
  round: MentionsRound,
  place: StorePlace,
  postgres: Postgres | undefined,
): Promise<boolean> {
  const { name, mentions, bots, seed } = round;
  const slack = await startSlackStandIn({
    app: { ...anApp(), events: ['app_mention', 'message.channels'] },
    moreChannels: mentions,
    messagesPerSecond: { rate: 20, burst: 20 },
  });
  const faults = createDrawFault(seeded(seed + 1_000));
  const { apiUrl: slackApiUrl, botToken, appToken } = slack;
  const random = seeded(seed);
  const { databaseUrl, stateDir } = place;
  const troubles = await prepareTroubles({
    ...round,
    workers: bots,
    leaseMs: questionLeaseMs,
    random,
    databaseUrl,
    postgres,
  });
  const startedAt = performance.now();
  const chaos = startChaos({
    ...{ ...round, workers: bots, random, blow: troubles.blow, processFiles: [botFile, botFile] },
    argumentOf: (bot) => ({ ...troubles.of(bot), stateDir, slackApiUrl, botToken, appToken }),
  });
  try {
    while (slack.connections() < bots) await sleep(100);
    slack.faults.drawWith((on) => {
      if (on === 'chat.postMessage' || on === 'deliver:events_api') chaos.posted();
      return faults.draw(on);
    });
    const ada = slack.people.as('ada');
    for (let index = 0; index < mentions; index += 1) {
      // What is said while no bot is there Slack gives up after four tries; nobody could answer it.
      while (slack.connections() === 0) await sleep(100);
      void ada.mention(channelName(index), 'dropout');
      await sleep(pauseMs);
    }
    const saidAt = performance.now();
    while (answersIn(slack, mentions).includes(0) && performance.now() - saidAt < lastAnswerMs) {
      await sleep(500);
      if (process.stderr.isTTY)
        process.stderr.write(`\r${name}: ${answersIn(slack, mentions).filter((count) => count > 0).length} `);
    }
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    await sleep(troubles.calmMs);
    chaos.stop();
    const answers = answersIn(slack, mentions);
    const store = await openStore(place);
    const kept = new Set((await store.db.selectFrom('questions').select('id').execute()).map(({ id }) => id));
    await store.close();
    const unanswered = answers.flatMap((count, index) => (count === 0 ? [channelName(index)] : []));
    const isKept = (channel: string): boolean => [...kept].some((id) => id.includes(` ${channel} `));
    // Slack had no acknowledgement for any of its tries, which all fell on bots that were dead or starting: nobody could answer it.
    const givenUp = new Set(slack.givenUp().flatMap(({ event }) => (isMention(event) ? [event.channel] : [])));
    const lost = unanswered.filter((channel) => isKept(channel) || !givenUp.has(channel)).length;
    const twice = answers.filter((count) => count > 1).length;
    const { blows, ended, notKept } = chaos.counts;
    const drawn = [...faults.drawn].sort().map(([fault, count]) => `${count} ${fault}`);
    process.stdout.write(
      `${name}: ${mentions} mentions, ${round.trouble} ${blows} times, ${lost} lost, ${twice} answered twice, ${unanswered.length - lost} never acknowledged, ${notKept} not kept, ${ended} processes ended by themselves, ${seconds} s, load ${loadavg()[0]?.toFixed(1)}\n` +
        `  faults: ${drawn.join(', ')}\n`,
    );
    for (const [index, count] of answers.entries()) {
      const texts = answersTo(slack, index).map(({ text }) => text);
      if (count > 1) process.stdout.write(`  ${channelName(index)}: ${JSON.stringify(texts)}\n`);
    }
    return lost === 0 && twice === 0 && ended === 0;
  } finally {
    chaos.stop();
    troubles.stop();
    await slack.stop();
  }
}
