import { writeSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Fault, OddAnswer } from '../../../src/playground/stand-in/faults.ts';
import { meaningOf } from '../../../src/slack/delivery/slack-codes.ts';
import { type Posted, postedIn } from '../../support/posted.ts';
import { seeded } from '../../support/seeded.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../../support/slack-workspace.ts';
import { documentedCodes } from '../delivery/documented-codes.ts';
import { pace, quiet, type Situation, situations } from './situations.ts';

// Every situation with every answer that Slack may give there: what did the person see, what do operators read, what was stored?
// `npm run test:slack-answers` tries all and prints the table; the suite tries a sample. SLACK_ANSWERS=all, a number of cases, or a part
// of a situation's name.

const wanted = process.env['SLACK_ANSWERS'] ?? '40';
/** At most one in so many may fall short; each is named. */
const oneIn = 50;
/** As good as for ever. */
const always = 100_000;

type Answer = Omit<Fault, 'on'>;

/** Of the bot here, so that tests need not wait for ten seconds. */
const timeoutMs = 300;

const common = (documentedCodes['every method'] ?? '').split(' ');

/** What no API says: other servers on the way, half an update of Slack's, a proxy's own mind. */
const odd: readonly (readonly [name: string, answer: OddAnswer])[] = [
  ...[400, 403, 404, 413, 503].map((status) => [`${status} and words`, { status, body: 'no' }] as const),
  ['nothing', {}],
  ['null', { body: 'null' }],
  ['a list', { body: '[]' }],
  ['"yes"', { body: '"yes"' }],
  ['only ok', { body: '{"ok":true}' }],
  ['ok as a word', { body: '{"ok":"yes"}' }],
  ['no without a reason', { body: '{"ok":false}' }],
  ['no with a number as the reason', { body: '{"ok":false,"error":7}' }],
  ...['', '0', '-7', 'soon', 'Fri, 01 Jan 2100 00:00:00 GMT', '1.5'].map(
    (after) =>
      [
        `429 with retry-after "${after}"`,
        {
          status: 429,
          headers: after === '' ? {} : { 'retry-after': after },
          body: '{"ok":false,"error":"ratelimited"}',
        },
      ] as const,
  ),
];

/** What can come back from a method. */
function answersOf(method: string): Answer[] {
  const broken: Answer[] = (['500', 'drop', 'html', 'badjson'] as const).flatMap((kind) => [
    { kind, times: 1 },
    { kind, times: 2 },
    { kind, times: 1, after: true },
    { kind, times: always },
  ]);
  const hasty: Answer[] = [1, 300, 172_800].flatMap((retryAfterSeconds) => [
    { kind: '429', retryAfterSeconds, times: 1 },
    { kind: '429', retryAfterSeconds, times: always },
  ]);
  const late: Answer[] = [
    { kind: 'hang', times: 1 },
    { kind: 'hang', times: always },
    { kind: 'hang', times: 1, after: true },
    { kind: 'slow', delayMs: timeoutMs / 2, times: always },
  ];
  const nonsense = odd.map(([name, answer]): Answer => ({ kind: 'odd', answer, error: name, times: always }));
  const other = [...broken, ...hasty, ...late, ...nonsense];
  if (method === 'response_url') {
    // Of other servers of Slack's kind nothing and an object are a yes, see tell-person.ts.
    const isNo = ({ error = '' }: Answer) => !['nothing', 'only ok'].includes(error);
    return [{ kind: 'refused', times: always }, ...other.filter(isNo)];
  }
  const codes = [...common, ...(documentedCodes[method] ?? '').split(' '), 'brand_new_refusal'];
  const refused = codes
    .filter((code) => code !== '')
    .map((error): Answer => ({ kind: 'refused', error, times: always }));
  return [...refused, ...other];
}

interface Case {
  readonly name: string;
  readonly situation: Situation;
  readonly fault: Fault;
}

function nameOf({ kind, error, retryAfterSeconds, after, times = 1 }: Answer): string {
  const what = { refused: error ?? 'refused', odd: error, '429': `429 for ${retryAfterSeconds} s` } as Record<
    string,
    string
  >;
  return `${what[kind] ?? kind}${after === true ? ' after the work' : ''}${times === always ? '' : ` ${times}x`}`;
}

const all: readonly Case[] = situations.flatMap((situation) =>
  situation.on.flatMap((on) =>
    answersOf(on).map((given) => ({
      ...{ situation, fault: { on, ...given } },
      name: `${situation.name}, ${on}: ${nameOf(given)}`,
    })),
  ),
);

function chosen(): readonly Case[] {
  if (wanted === 'all') return all;
  const count = Number(wanted);
  if (Number.isNaN(count)) return all.filter(({ name }) => name.includes(wanted));
  const random = seeded(26);
  const shuffled = all.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
  return shuffled.slice(0, count).map(({ one }) => one);
}

const readingScopes = ['channels:history', 'groups:history'];
const scopes = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'im:history',
  'im:write',
  'users:read',
  'reactions:write',
  'reactions:read',
  'channels:read',
  'links:read',
  'links:write',
  'assistant:write',
  'files:write',
];

/** All that stands in places that somebody reads. */
function readNow({ slack }: SlackWorkspace): Posted[] {
  const places = ['general', slack.workspace.directMessage(slack.people.as('ada').id)];
  return places.flatMap((place) => postedIn(slack, place));
}

/** Where the answer could not have come at all: Slack refuses the bot altogether, or the person has no other place than the one refused. */
function isShut({ situation, fault: { on, times = 1, kind, error = '' } }: Case): boolean {
  if (on !== 'chat.postMessage' || times !== always) return false;
  const { means } = meaningOf(kind === 'refused' ? error : 'unconfirmed');
  const isRefused = means === 'workspace' || means === 'permission';
  return (isRefused && situation.asksInPublic === true) || situation.name.startsWith('a direct message');
}

async function shortcomings(one: Case, workspace: SlackWorkspace, before: readonly Posted[]): Promise<string[]> {
  const { situation, fault } = one;
  const known = new Set(before.map(({ ref }) => ref.ts));
  const read = readNow(workspace);
  const fresh = read.filter(({ ref, stored }) => !known.has(ref.ts) || stored.edited !== undefined);
  const view = workspace.slack.workspace.openView(workspace.slack.people.as('ada').id);
  const isSaidInWindow = Object.keys(view?.errors ?? {}).length > 0;
  const short: string[] = [];
  const said = read.map(({ shown, fallback }) => shown || fallback).join('\n');
  const replaced = read.some(({ ref, shown }) => before.some((old) => old.ref.ts === ref.ts && old.shown !== shown));
  if (situation.wants === 'words' && fresh.length === 0 && !replaced && !isSaidInWindow && !isShut(one))
    short.push('silence');
  if (situation.wants === 'window' && fresh.length === 0 && view === undefined) short.push('silence');
  if (situation.wants === 'nothing' && fresh.length > 1) short.push(`${fresh.length} stray messages`);
  // A line for the channel, an answer, and that once more where Slack took it and did not say so.
  if (situation.wants !== 'digest' && fresh.length > 3) short.push(`${fresh.length} messages`);
  if (said.includes('Something went wrong')) short.push('told of a fault of Paperboy');
  const lines = workspace.logs.filter(({ level }) => Number(level) >= 40);
  const { means, again } = meaningOf(fault.kind === 'refused' ? (fault.error ?? '') : 'unconfirmed');
  const mustBeLogged =
    situation.endsWithCure !== true &&
    fault.kind === 'refused' &&
    means !== 'settled' &&
    again !== 'later' &&
    fault.on !== 'response_url';
  if (mustBeLogged && !lines.some(({ code, cure, reason }) => code === fault.error && (cure ?? reason) !== undefined))
    short.push('no cure in the log');
  const text = JSON.stringify(lines);
  if (text.length > 60_000) short.push(`${text.length} characters of log`);
  if (/xox[bp]-|xapp-/.test(text)) short.push('a token in the log');
  const stored = await situation.stored?.(workspace, read);
  if (stored !== undefined) short.push(stored);
  return short;
}

interface Row extends Case {
  readonly short: readonly string[];
  readonly saw: string;
  readonly logged: string;
}

const rows: Row[] = [];

async function run(one: Case): Promise<void> {
  const { situation, fault } = one;
  const app = situation.canRead === false ? { scopes } : { scopes: [...scopes, ...readingScopes] };
  const workspace = await openSlackWorkspace({ app, timeoutMs, showsCards: situation.showsCards ?? false });
  pace.silenceMs = fault.kind === 'hang' || fault.kind === 'slow' ? 3 * timeoutMs : 200;
  await situation.prepare?.(workspace);
  await quiet(workspace);
  const before = readNow(workspace);
  workspace.slack.faults.inject(fault);
  await situation.act(workspace);
  await quiet(workspace);
  const short = await shortcomings(one, workspace, before);
  const known = new Set(before.map(({ ref }) => ref.ts));
  const saw = readNow(workspace).filter(({ ref }) => !known.has(ref.ts));
  const logged = workspace.logs.filter(({ level }) => Number(level) >= 40);
  rows.push({
    ...{ ...one, short },
    saw: saw.map(({ shown, fallback }) => (shown || fallback).replaceAll('\n', ' ').slice(0, 110)).join(' + ') || '-',
    logged:
      [...new Set(logged.map(({ msg, code }) => `${msg}${code === undefined ? '' : ` (${code})`}`))].join('; ') || '-',
  });
}

test.each(chosen())('$name', { timeout: 120_000 }, run);

test('at most one case in fifty falls short', () => {
  const short = rows.filter(({ short }) => short.length > 0).map(({ name, short }) => `${name}: ${short.join(', ')}`);

  expect(short.length <= rows.length / oneIn ? [] : short).toEqual([]);
});

afterAll(() => {
  if (process.env['SLACK_ANSWERS'] === undefined) return;
  const short = rows.filter((row) => row.short.length > 0);
  const table = (wanted === 'all' ? rows : rows).map(({ name, short, saw, logged }) =>
    [name, short.join(', ') || 'ok', saw, logged].join(' | '),
  );
  const end = `${rows.length} cases, ${short.length} short:\n${short.map(({ name, short }) => `- ${name}: ${short.join(', ')}`).join('\n')}`;
  writeSync(1, `\ncase | verdict | the person saw | operators read\n${table.join('\n')}\n\n${end}\n`);
});
