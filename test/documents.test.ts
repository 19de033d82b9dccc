import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readConfig, variableNames } from '../src/config.ts';
import { openPaperboy, shippedLibrary } from '../src/library/open-paperboy.ts';
import { questionLanguage } from '../src/search/question.ts';
import { slackEndpoint } from '../src/slack/connection/receiver.ts';
import { subcommands } from '../src/slack/messages/help-message.ts';
import { suggestedPrompts } from '../src/slack/messages/suggested-prompts.ts';
import { parsePapersRequest } from '../src/slack/requests/parse-request.ts';
import { testNow } from './support/builders.ts';

const placeOf = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));
const read = (file: string): string => readFileSync(placeOf(file), 'utf8');
const readme = read('README.md');
const contributing = read('CONTRIBUTING.md');
const manifest = JSON.parse(read('manifest.json'));
const envExample = read('.env.example');

/** The rows of the table under a heading, cell by cell. */
function tableUnder(heading: string, document = readme): string[][] {
  const [, after = ''] = document.split(new RegExp(`\n##+ ${heading}\n`));
  const rows = (after.split(/\n##+ /)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('.env.example lists every variable that is read, in the same order, each with a comment', () => {
  const lines = envExample.split('\n');
  const names = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);

  expect(names).toEqual(variableNames);
  for (const name of names) expect(lines[lines.findIndex((line) => line.startsWith(`${name}=`)) - 1]).toMatch(/^# \S/);
});

test('.env.example as it stands is a valid configuration, and its values are the defaults', () => {
  const values = Object.fromEntries(
    envExample.split('\n').flatMap((line) => (/^[A-Z_]+=/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : [])),
  );

  expect(readConfig(values)).toEqual(readConfig({}));
});

test('CONTRIBUTING.md has a row for every variable', () => {
  expect(tableUnder('Configuration', contributing).map(([name]) => name)).toEqual(
    variableNames.map((name) => `\`${name}\``),
  );
});

/** From the root, or as a room of ours names its own. */
const rooms = ['', 'src/', 'src/slack/'];
const isThere = (file: string): boolean => rooms.some((room) => existsSync(placeOf(room + file)));

test('every file that CONTRIBUTING.md names by its path is there', () => {
  const named = contributing.match(/(?<=`)[\w./-]+\/[\w.-]+\.\w+(?=`)/g) ?? [];

  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !isThere(file))).toEqual([]);
});

test('a mention goes through eight files at most, which CONTRIBUTING.md names in their order', () => {
  const walk = /^A mention goes (.*)\.$/m.exec(contributing)?.[1]?.split(' > ') ?? [];

  expect(walk.map((file) => isThere(file.replaceAll('`', '')))).not.toContain(false);
  expect(walk.length).toBeLessThanOrEqual(8);
});

test('the README tells the whole question language, as the help does', () => {
  expect(tableUnder('Ask').map(([example, meaning]) => ({ example: example?.replaceAll('`', ''), meaning }))).toEqual(
    questionLanguage,
  );
});

test('the manifest’s hint of the command names every subcommand, and each is one', () => {
  const [command] = manifest.features.slash_commands;

  expect(command.usage_hint.split(' | ')).toEqual(subcommands.map(({ form }) => form));
  for (const { form } of subcommands.slice(1)) {
    expect(parsePapersRequest(form.replace('<id or link>', '2402.17762')).kind).not.toBe('question');
  }
});

test('the manifest suggests what the bot suggests', () => {
  const { agent_description: description, suggested_prompts: prompts } = manifest.features.agent_view;

  expect(prompts).toEqual(suggestedPrompts);
  // Slack's limit.
  expect(description.length).toBeLessThanOrEqual(300);
});

test('the manifest’s command is the default of COMMAND', () => {
  expect(manifest.features.slash_commands[0].command).toBe(readConfig({}).command);
});

test('optional scopes are scopes, and the README names the address for HTTP mode', () => {
  const { bot, bot_optional: optional } = manifest.oauth_config.scopes;

  expect(bot).toEqual(expect.arrayContaining(optional));
  expect(bot.slice(-optional.length)).toEqual(optional);
  expect(readme).toContain(slackEndpoint);
});

test('the README tells what each optional scope is for', () => {
  const told = tableUnder('Connect it to Slack').flatMap(([scopes = '']) => scopes.replaceAll('`', '').split(', '));

  expect(told.toSorted()).toEqual(manifest.oauth_config.scopes.bot_optional.toSorted());
});

test('every npm script that the documents name exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...[readme, contributing].join('\n').matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(
    (match) => match[1] ?? '',
  );

  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('the answer that the README shows is the bot’s real answer', async () => {
  const { ask, close } = await openPaperboy({
    files: [shippedLibrary],
    now: () => testNow,
    onProblem: () => undefined,
  });
  const [, question = ''] = /npm run --silent ask -- "([^"]+)"/.exec(readme) ?? [];

  const answer = await ask.ask(question);
  await close();

  expect(answer.kind).toBe('matches');
  if (answer.kind !== 'matches') return;
  const [first] = answer.matches;
  expect(readme).toContain(`1. ${first?.paper.title}`);
  expect(readme.replace(/\s+/g, ' ')).toContain(first?.summary);
});
