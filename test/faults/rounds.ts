import type { DigestsRound } from './digests-round.ts';
import type { MentionsRound } from './mentions-round.ts';

export type Engine = 'sqlite' | 'postgres';

interface Run {
  /** By which of these names it can be asked for. */
  readonly parts: readonly string[];
  readonly engine: Engine;
}

const limitMs = 1_200_000;

export const digestsRounds: readonly (DigestsRound & Run & { readonly startsEarlier?: true })[] = [
  {
    ...{ parts: ['postgres'], engine: 'postgres', name: 'PostgreSQL, 3 workers, kill -9' },
    ...{ deliveries: 2_000, workers: 3, postsBetween: [10, 50], trouble: 'kill', seed: 1, limitMs },
  },
  {
    ...{ parts: ['postgres', 'frozen'], engine: 'postgres', name: 'PostgreSQL, 3 workers, frozen past their lease' },
    ...{ deliveries: 500, workers: 3, postsBetween: [10, 40], trouble: 'freeze', seed: 2, limitMs },
  },
  {
    ...{ parts: ['sqlite'], engine: 'sqlite', name: 'SQLite, 1 worker, kill -9 and restart' },
    ...{ deliveries: 200, workers: 1, postsBetween: [2, 10], trouble: 'kill', seed: 3, limitMs },
  },
  {
    ...{ parts: ['restarts'], engine: 'postgres', name: '3 workers, PostgreSQL restarts at once' },
    ...{ deliveries: 500, workers: 3, postsBetween: [20, 60], trouble: 'restart', seed: 6, limitMs },
  },
  {
    ...{ parts: ['cut'], engine: 'postgres', name: '3 workers, one cut off from PostgreSQL past its lease' },
    ...{ deliveries: 2_000, workers: 3, postsBetween: [10, 40], trouble: 'cut', seed: 7, limitMs },
  },
  {
    ...{ parts: ['skew'], engine: 'postgres', name: '3 workers whose clocks differ, kill -9', isSkewed: true },
    ...{ deliveries: 500, workers: 3, postsBetween: [20, 60], trouble: 'kill', seed: 8, limitMs },
  },
  {
    ...{
      parts: ['migrations'],
      engine: 'postgres',
      name: '3 workers of an earlier version, killed, started as today’s',
    },
    ...{ deliveries: 500, workers: 3, postsBetween: [20, 60], trouble: 'kill', seed: 9, limitMs, startsEarlier: true },
  },
];

export const mentionsRounds: readonly (MentionsRound & Run)[] = [
  {
    ...{ parts: ['mentions'], engine: 'postgres', name: 'PostgreSQL, 2 bots, kill -9 during mentions' },
    ...{ mentions: 500, bots: 2, postsBetween: [15, 60], trouble: 'kill', seed: 4 },
  },
  {
    ...{ parts: ['mentions'], engine: 'sqlite', name: 'SQLite, 1 bot, kill -9 and restart during mentions' },
    ...{ mentions: 100, bots: 1, postsBetween: [15, 60], trouble: 'kill', seed: 5 },
  },
  {
    ...{ parts: ['restarts'], engine: 'postgres', name: '2 bots, PostgreSQL restarts at once during mentions' },
    ...{ mentions: 300, bots: 2, postsBetween: [30, 80], trouble: 'restart', seed: 10 },
  },
  {
    ...{
      parts: ['cut'],
      engine: 'postgres',
      name: '2 bots, one cut off from PostgreSQL past its lease during mentions',
    },
    ...{ mentions: 300, bots: 2, postsBetween: [20, 60], trouble: 'cut', seed: 11 },
  },
  {
    ...{ parts: ['mentions', 'frozen'], engine: 'postgres', name: '3 bots, frozen past their lease during mentions' },
    ...{ mentions: 300, bots: 3, postsBetween: [40, 120], trouble: 'freeze', seed: 12 },
  },
  {
    ...{ parts: ['skew'], engine: 'postgres', name: '3 bots whose clocks differ, kill -9 during mentions' },
    ...{ mentions: 300, bots: 3, postsBetween: [30, 90], trouble: 'kill', isSkewed: true, seed: 13 },
  },
];
