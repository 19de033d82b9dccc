import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/paperboy.ts';
import { paperboy } from './terminal.ts';

describe('wrong usage ends with 2 and a message that says what to do', () => {
  test.each([
    ['an unknown command', ['find', 'x'], /^There is no command "find"\.\n\nnpm run paperboy -- COMMAND\n/],
    ['what every object has', ['constructor'], /^There is no command "constructor"\./],
    ['an unknown option', ['ask', '--jsn', 'x'], /Unknown option '--jsn'.*\nask \["question"\]/],
    ['an option without value', ['ask', 'x', '--library'], /'--library <value>' argument missing\nask \[/],
    ['a limit of nought', ['ask', 'x', '--limit', '0'], /--limit takes a whole number from 1 to 20, not "0"\./],
    ['a limit that is no number', ['ask', 'x', '--limit', 'many'], /from 1 to 20, not "many"\./],
    ['a file that is not there', ['ask', 'x', '--library', '/no/such'], /^.*'\/no\/such'\. Check the path\.\n$/],
    [
      'a folder in place of a file',
      ['ask', 'x', '--library', '/'],
      /^paperboy ask: .*directory.*\. Check the path\.\n$/,
    ],
    ['a file too many', ['eval', 'x'], /Unexpected argument 'x'.*\neval \[/],
    ['nothing to ingest', ['ingest'], /Name a file to read\.\ningest FILE…/],
    ['nowhere to ingest to', ['ingest', 'x'], /Say where to write: --out FILE\.\ningest FILE…/],
    ['queries that are not there', ['eval', '--queries', '/no/such'], /^.*'\/no\/such'\. Check the path\.\n$/],
  ])('%s', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await paperboy(args);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

test.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists the commands', async (args) => {
  const { exitCode, stdout } = await paperboy(args);

  expect(exitCode).toBe(0);
  for (const command of ['ask', 'ingest', 'eval']) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
});

test.each([...commands])(
  '%s --help explains every option that its call names, with examples that fit',
  async (name, command) => {
    const { exitCode, stdout } = await paperboy([name, '--help']);
    const [call = '', ...rest] = stdout.split('\n');
    const named = [...call.matchAll(/--([a-z-]+)/g)]
      .map(([, option]) => option)
      .filter((option) => option !== undefined);

    expect(exitCode).toBe(0);
    expect(call).toBe(`npm run paperboy -- ${command.usage}`);
    expect(new Set(named)).toEqual(new Set(Object.keys(command.options)));
    for (const option of named) expect(rest.join('\n')).toMatch(new RegExp(`^  --${option}\\b.*  [A-Z].{10,}$`, 'm'));
    const examples = rest.slice(rest.indexOf('Examples:') + 1).filter((line) => line !== '');
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const [, ...args] =
        example
          .replace('  npm run paperboy -- ', '')
          .replace(/ <.*/, '')
          .match(/"[^"]*"|\S+/g) ?? [];
      const options = command.options;
      expect(() =>
        parseArgs({
          args: args.map((arg) => arg.replaceAll('"', '')).filter((arg) => !/^-[^-]/.test(arg)),
          options,
          allowPositionals: true,
        }),
      ).not.toThrow();
    }
  },
);

test('the program itself runs, and a reader that leaves early is no failure', async () => {
  const entry = fileURLToPath(new URL('../../src/cli/paperboy.ts', import.meta.url));
  const child = spawn(process.execPath, [entry, 'ask', '--json'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  child.stdin.on('error', () => {}); // The program may be gone before it has read every question.

  child.stdin.write('PTQ\n');
  const [firstAnswer] = await once(child.stdout.setEncoding('utf8'), 'data');
  child.stdout.destroy();
  child.stdin.end('massive activations\n'.repeat(200));
  const [exitCode] = await once(child, 'close');

  expect(JSON.parse(String(firstAnswer))).toMatchObject({ question: 'PTQ', verdict: 'matches' });
  expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: [] });
});
