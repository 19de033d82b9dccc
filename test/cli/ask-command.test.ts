import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { aPaper } from '../support/builders.ts';
import { folderWith, paperboy } from './terminal.ts';

const smallLibrary = toJsonLines([
  aPaper({
    id: '2401.00001',
    title: 'Pruning \\emph{Heads}',
    abstract: 'We propose smaller networks for everybody. Pruning of heads is cheap: https://github.com/a/b.',
  }),
  aPaper({ id: '2402.00002', title: 'Pruning Again', abstract: 'We propose to prune the same network a second time.' }),
]);

function libraryFile(content = smallLibrary): string {
  return join(folderWith({ 'library.jsonl': content }), 'library.jsonl');
}

function jsonLinesOf(stdout: string): Record<string, unknown>[] {
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('ask "question" for people', () => {
  test('lists papers with summary, reason, date and links, and nothing but text where the output is no terminal', async () => {
    const { exitCode, stdout, stderr } = await paperboy(['ask', 'pruning heads', '--library', libraryFile()]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      '1. Pruning Heads',
      '   We propose smaller networks for everybody.',
      '   why: Pruning of heads is cheap: https://github.com/a/b.',
      '   Jan 2024 · https://arxiv.org/abs/2401.00001 · https://github.com/a/b',
    ]);
  });

  test('takes a question in several words without quotes', async () => {
    const { stdout } = await paperboy(['ask', 'pruning', 'heads', '--library', libraryFile()]);

    expect(stdout).toContain('1. Pruning Heads');
  });

  test('tells how many more there are, and how to get them', async () => {
    const { stdout } = await paperboy(['ask', 'pruning', '--limit', '1', '--library', libraryFile()]);

    expect(stdout).toMatch(/^1\. /);
    expect(stdout).toContain('1 more; ask for them with --limit or top:20.');
  });

  test.each([
    ['CRISPR lymphoma', 'The library has nothing on that.'],
    ['pruning since:2025', 'The library has nothing on that.\nIt has 2 without “since 2025”: pruning'],
    ['hi', 'What is the question about? Name a method'],
    ['help', 'Questions can hold:'],
    ['pruning top:99', 'top:99 is not a number from 1 to 20.\n'],
  ])('answers "%s" with a sentence', async (question, sentence) => {
    const { exitCode, stdout } = await paperboy(['ask', question, '--library', libraryFile()]);

    expect(stdout.startsWith(sentence)).toBe(true);
    expect(exitCode).toBe(0);
  });

  test('answers from the shipped library', async () => {
    const { stdout } = await paperboy(['ask', 'massive activations']);

    expect(stdout).toContain('1. Massive Activations in Large Language Models\n');
  });

  test('says which word it read as another, and of what there is no paper', async () => {
    const text = await paperboy(['ask', 'quantizaton']);
    const json = await paperboy(['ask', 'low-resource machine translation', '--json']);

    expect(text.stdout).toContain('“quantizaton” is read as quantization; with spelling:exact it is not.');
    expect(JSON.parse(json.stdout)).toMatchObject({ verdict: 'perhaps', absent: 'low-resource machine translation' });
  });
});

describe('on a terminal', () => {
  const ask = (terminal: Parameters<typeof paperboy>[1]) =>
    paperboy(['ask', 'pruning heads', '--library', libraryFile()], terminal);
  const link = '\u001B]8;;https://arxiv.org/abs/2401.00001\u001B\\https://arxiv.org/abs/2401.00001\u001B]8;;\u001B\\';
  const colour = '\u001B[';

  test('titles are bold, matched words coloured, links clickable', async () => {
    const { stdout } = await ask({ columns: 80 });

    expect(stdout).toContain(link);
    expect(stdout).toContain(`${colour}1m`);
    expect(stdout).toContain(`${colour}33m`);
  });

  test('NO_COLOR turns colour off and leaves links', async () => {
    const { stdout } = await ask({ columns: 80, env: { NO_COLOR: '1' } });

    expect(stdout).toContain(link);
    expect(stdout).not.toContain(colour);
  });

  test('an empty NO_COLOR means nothing, as no-color.org says', async () => {
    const { stdout } = await ask({ columns: 80, env: { NO_COLOR: '' } });

    expect(stdout).toContain(colour);
  });

  test('a dumb one gets no escape codes at all', async () => {
    const { stdout } = await ask({ columns: 80, env: { TERM: 'dumb' } });

    expect(stdout).not.toContain('\u001B');
  });

  test('lines are broken between words to fit', async () => {
    const { stdout } = await ask({ columns: 40 });

    const lines = stripVTControlCharacters(stdout).split('\n');
    expect(lines.filter((line) => line.length > 40 && line.trim().includes(' '))).toEqual([]);
    expect(lines.slice(0, 3)).toEqual(['1. Pruning Heads', '   We propose smaller networks for', '   everybody.']);
  });

  test('a paper that would send escape codes sends none', async () => {
    const evil = toJsonLines([
      aPaper({ id: 'evil', title: 'Pruning \u001B[31m\u0007', abstract: 'Pruning \u001B]8;;x.' }),
    ]);

    const { stdout } = await paperboy(['ask', 'pruning', '--library', libraryFile(evil)]);

    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
  });
});

describe('ask --json', () => {
  test('prints one object with the keys of the contract, in their order', async () => {
    const { exitCode, stdout } = await paperboy(['ask', 'pruning heads', '--json', '--library', libraryFile()]);

    const [answer] = jsonLinesOf(stdout);
    expect(exitCode).toBe(0);
    expect(Object.keys(answer ?? {})).toEqual(['question', 'verdict', 'results', 'ms']);
    expect(answer).toMatchObject({ question: 'pruning heads', verdict: 'matches', ms: expect.any(Number) });
    const [first] = Array.isArray(answer?.['results']) ? answer['results'] : [];
    expect(Object.keys(first)).toEqual(['id', 'title', 'url', 'score', 'summary', 'why']);
    expect(first).toEqual({
      id: '2401.00001',
      title: 'Pruning Heads',
      url: 'https://arxiv.org/abs/2401.00001',
      score: expect.any(Number),
      summary: 'We propose smaller networks for everybody.',
      why: 'Pruning of heads is cheap: https://github.com/a/b.',
    });
  });

  test.each([
    ['pruning', 'matches'],
    ['CRISPR lymphoma', 'none'],
    ['hi', 'too-vague'],
    ['help', 'help'],
  ])('says of "%s": %s', async (question, verdict) => {
    const { stdout } = await paperboy(['ask', question, '--json', '--library', libraryFile()]);

    expect(jsonLinesOf(stdout)).toMatchObject([{ question, verdict }]);
  });

  test('gives no results unless they match, and tells what is wrong on standard error', async () => {
    const { stdout, stderr } = await paperboy(['ask', 'pruning top:99', '--json', '--library', libraryFile()]);

    expect(jsonLinesOf(stdout)).toMatchObject([{ verdict: 'help', results: [] }]);
    expect(stderr).toBe('top:99 is not a number from 1 to 20.\n');
  });

  test('--limit says how many at most', async () => {
    const { stdout } = await paperboy(['ask', 'variance', '--json', '--limit', '3']);

    expect(jsonLinesOf(stdout)).toMatchObject([{ results: [{}, {}, {}] }]);
    expect(jsonLinesOf(stdout)[0]?.['results']).toHaveLength(3);
  });
});

describe('questions from standard input', () => {
  const questionsAnswered = async (input: string | Uint8Array) => {
    const { exitCode, stdout } = await paperboy(['ask', '--json', '--library', libraryFile()], { input });
    expect(exitCode).toBe(0);
    return stdout === '' ? [] : jsonLinesOf(stdout).map(({ question }) => question);
  };

  test.each([
    ['two lines', 'massive activations\nPTQ\n', ['massive activations', 'PTQ']],
    ['an empty line in between', 'a\n\nb\n', ['a', '', 'b']],
    ['a last line without end', 'a\nb', ['a', 'b']],
    ['CRLF', 'a\r\nb\r\n', ['a', 'b']],
    ['what other programs take for a line end', 'a\u2028b\u2029c\rd\u0085e\n', ['a\u2028b\u2029c\rd\u0085e']],
    ['nothing', '', []],
  ])('%s: one JSON line for each', async (_what, input, questions) => {
    expect(await questionsAnswered(input)).toEqual(questions);
  });

  test('a letter that comes in two pieces is one letter', async () => {
    expect(await questionsAnswered(Buffer.from('naïve 🔥\n'))).toEqual(['naïve 🔥']);
  });

  test('a thousand lines give a thousand answers in order', async () => {
    const questions = Array.from({ length: 1000 }, (_, index) => `pruning ${index}`);

    expect(await questionsAnswered(`${questions.join('\n')}\n`)).toEqual(questions);
  });

  test('a terminal without a question gets the usage instead of waiting for ever', async () => {
    const { exitCode, stderr } = await paperboy(['ask'], { isInputTerminal: true });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('ask ["question"]');
  });
});

describe('--library', () => {
  test('searches a digest as well as JSON Lines', async () => {
    const digest = `Get trending papers in your email inbox!\nSubscribePruning\n${'We prune. '.repeat(40)}\n`;

    const { stdout } = await paperboy(['ask', 'pruning', '--library', libraryFile(digest)]);

    expect(stdout).toContain('1. Pruning\n');
  });

  test('tells of lines that it cannot use, and answers from the rest', async () => {
    const file = libraryFile(`${smallLibrary}{"id":"x"}\n`);

    const { exitCode, stdout, stderr } = await paperboy(['ask', 'pruning', '--library', file]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Pruning Again');
    expect(stderr).toMatch(/library\.jsonl:3 is not a paper \(.*\); skipped\.\n$/);
  });
});

test('for people a piped question is repeated before its answer, one that is typed or answered in JSON is not', async () => {
  const piped = await paperboy(['ask', '--limit', '1'], { input: 'PTQ\ndropout\n' });
  const typed = await paperboy(['ask', '--limit', '1', 'PTQ']);

  expect(piped.stdout.match(/^> .*$/gm)).toEqual(['> PTQ', '> dropout']);
  expect(piped.stdout.startsWith(`> PTQ\n\n${typed.stdout}\n> dropout\n\n`)).toBe(true);
});
