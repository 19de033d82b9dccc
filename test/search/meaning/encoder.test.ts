import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Encoded, EncoderError, type Urgency } from '../../../src/search/meaning/encoder.ts';
import { type EncodingThread, startEncodingThread } from '../../../src/search/meaning/encoding-thread.ts';
import { openEncoder, shippedEncoder } from '../../../src/search/meaning/open-encoder.ts';
import { loadTestEncoder } from '../../support/encoder.ts';
import { aFolder } from '../../support/store.ts';

const { encoder, isMissing } = await loadTestEncoder();
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Runs a program that may open the encoder in a process of its own. */
function run(program: string, options: readonly string[] = []) {
  const file = join(aFolder(), 'program.mjs');
  const opening = new URL('../../../src/search/meaning/open-encoder.ts', import.meta.url);
  writeFileSync(file, `import { openEncoder } from '${opening}';\n${program}`);
  return promisify(execFile)(process.execPath, [...options, file]);
}

async function encoded(pieces: readonly string[]): Promise<Encoded> {
  const vectors = await encoder.encode(pieces, 'question');
  if (vectors === undefined) throw new Error(`No vector for ${JSON.stringify(pieces)}`);
  return vectors;
}

const whole = async (text: string): Promise<Float32Array> => (await encoded([text])).whole;
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, dim) => sum + value * (b[dim] ?? 0), 0);

/** 8 tokens each. */
const sentence = 'The model is trained on images.';

describe.skipIf(isMissing)('a text', () => {
  test('is nearer to one that says the same in other words than to one about another thing', async () => {
    const [asked, same, other] = await Promise.all([
      whole('robots that learn to walk by trial and error'),
      whole('Reinforcement learning for legged locomotion'),
      whole('recipes for bread that does not rise'),
    ]);

    expect(cosine(asked, same)).toBeGreaterThan(cosine(asked, other) + 0.2);
  });

  test('has a vector of length 1, and so has each of its pieces; its pieces are read in the light of the others', async () => {
    const alone = await encoded(['It is fast.']);
    const inContext = await encoded(['Quantisation of language models', 'It is fast.']);

    for (const vector of [inContext.whole, ...inContext.pieces]) {
      expect(vector).toHaveLength(384);
      expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
    }
    expect(cosine(inContext.pieces[1] ?? alone.whole, alone.pieces[0] ?? alone.whole)).toBeLessThan(0.98);
  });

  test('in one piece or many has the same whole, for it is read as one', async () => {
    const one = await whole('Attention is all you need. We propose a new network.');
    const two = await encoded(['Attention is all you need.', 'We propose a new network.']);

    expect(cosine(one, two.whole)).toBeCloseTo(1, 5);
  });

  test.each([
    ['no piece', []],
    ['nothing', ['', ' \n\u200B']],
    ['marks', ['?!', '…', '→ 👍🏽']],
    ['numbers', ['2024', '3.14']],
    ['a script that the encoder does not know', ['ᚠᚢᚦᚨᚱᚲ']],
    ['one word of a thousand letters', ['a'.repeat(1_000)]],
    ['half a character', ['\uD83D']],
  ])('of %s has no vector', async (_, pieces) => {
    expect(await encoder.encode(pieces, 'question')).toBeUndefined();
  });

  test.each([
    ['marks', '?!'],
    ['nothing', ''],
    ['a script that the encoder does not know', 'ᚠᚢᚦᚨᚱᚲ'],
  ])('ignores a piece of %s', async (_, piece) => {
    const without = await encoded(['Large models']);
    const withIt = await encoded([piece, 'Large models']);

    expect(withIt.pieces).toEqual([undefined, without.pieces[0]]);
    expect(withIt.whole).toEqual(without.whole);
  });

  test('with special tokens in it is text like any other', async () => {
    const plain = await whole('Large models are hungry');

    for (const token of ['[SEP]', '[CLS]', '[PAD]', '[MASK]', '[UNK]']) {
      const typed = await encoded([`Large models ${token} are hungry`]);
      const inWords = await encoded([`Large models [ ${token.slice(1, -1).toLowerCase()} ] are hungry`]);
      expect(cosine(typed.whole, inWords.whole)).toBeCloseTo(1, 5);
      expect(cosine(typed.whole, plain)).toBeLessThan(0.98);
    }
  });

  test('is read beyond 128 tokens and cut after 512: what comes later changes nothing and has no vector', async () => {
    const fitting = Array.from({ length: 60 }, () => sentence);
    const cats = 'Cats sleep on warm roofs.';
    const full = [...fitting, ...Array.from({ length: 20 }, () => sentence)];

    const late = await encoded([...fitting, cats]);
    const tooLate = await encoded([...full, cats]);

    expect(late.pieces[60]).toBeDefined();
    expect(cosine(late.whole, (await encoded(fitting)).whole)).toBeLessThan(0.999);
    expect(tooLate.pieces[80]).toBeUndefined();
    expect(cosine(tooLate.whole, (await encoded(full)).whole)).toBeCloseTo(1, 5);
  });

  test.each([
    ['ten megabytes of words', 'large language models '.repeat(500_000)],
    ['a megabyte without a blank', 'x'.repeat(1_000_000)],
    ['a megabyte of blanks before a word', `${' '.repeat(1_000_000)}model`],
  ])('of %s holds nobody up', async (_, text) => {
    await expect(encoder.encode([text, 'A title'], 'question')).resolves.not.toThrow();
  });

  test('is known by the words in it, in lower case, with or without their accents', () => {
    const words = ['attention', 'naïve', 'networks', 'transformer', 'zzq', '[SEP]', '##ing', 'constructor'];

    expect(words.filter(encoder.hasWord)).toEqual(['attention', 'naïve', 'networks']);
  });
});

describe.skipIf(isMissing)('who waits', () => {
  test('people are served before subscriptions, those before papers, and each in turn', async () => {
    const served: string[] = [];
    const ask = (text: string, urgency: Urgency): Promise<unknown> =>
      encoder.encode([text], urgency).then(() => served.push(text));

    // The first is begun at once.
    const all = [
      ask('begun', 'paper'),
      ...[ask('paper one', 'paper'), ask('paper two', 'paper'), ask('topic', 'topic')],
      ...[ask('question one', 'question'), ask('question two', 'question')],
    ];
    await Promise.all(all);

    expect(served).toEqual(['begun', 'question one', 'question two', 'topic', 'paper one', 'paper two']);
  });
});

/** An encoder whose thread a test can end behind its back. */
async function openFragile(monotonicMs: () => number = () => 0) {
  const threads: EncodingThread[] = [];
  const problems: string[] = [];
  const opened = await openEncoder({
    monotonicMs,
    onProblem: (problem) => problems.push(problem),
    async startThread(plan) {
      const started = await startEncodingThread(plan);
      if (started.kind === 'ready') threads.push(started.thread);
      return started;
    },
  });
  if (opened.kind === 'absent') throw new Error(opened.reason);
  onTestFinished(() => opened.encoder.close());
  const kill = async (): Promise<void> => {
    await threads.at(-1)?.end();
  };
  return { encoder: opened.encoder, threads, problems, kill };
}

describe.skipIf(isMissing)('a thread that dies', () => {
  test('rejects what waits, and is started again once', async () => {
    const { encoder, problems, kill } = await openFragile();
    const asked = ['one', 'two', 'three'].map((text) => encoder.encode([text], 'paper'));

    const outcomes = Promise.allSettled(asked);
    await kill();

    // The one in hand is finished first.
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await encoder.encode(['again'], 'question')).toBeDefined();
    expect(problems).toEqual([expect.stringContaining('is started again')]);

    await kill();

    await expect(encoder.encode(['never'], 'question')).rejects.toThrow(EncoderError);
    expect(encoder.failure).toContain('Restart the bot');
    expect(problems).toHaveLength(2);
  });

  test('again after more than an hour is started again', async () => {
    let nowMs = 0;
    const { encoder, kill, threads } = await openFragile(() => nowMs);

    await kill();
    expect(await encoder.encode(['again'], 'question')).toBeDefined();
    nowMs = 3_600_000;
    await kill();

    expect(await encoder.encode(['and again'], 'question')).toBeDefined();
    expect(threads).toHaveLength(3);
  });
});

describe.skipIf(isMissing)('closing', () => {
  test('rejects what waits and what comes later, and can be done twice', async () => {
    const { encoder, problems, threads } = await openFragile();
    const asked = [encoder.encode(['one'], 'paper'), encoder.encode(['two'], 'paper')];
    const outcomes = Promise.allSettled(asked);

    await Promise.all([encoder.close(), encoder.close()]);

    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(encoder.encode(['late'], 'question')).rejects.toThrow('closed');
    expect(threads).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test.each([
    ['with nothing to do', 'it ends by itself', '', 0],
    [
      'that is asked and calls process.exit',
      'it ends as told',
      "encoder.encode([long], 'paper'); setTimeout(() => process.exit(7), 5);",
      7,
    ],
    [
      'that fails while a text is encoded',
      'it fails as usual',
      "encoder.encode([long], 'paper'); setTimeout(() => { throw new Error('x'); }, 5);",
      1,
    ],
    [
      'that waits for a text',
      'it is told its vector',
      "process.exitCode = (await encoder.encode([long], 'paper')) ? 5 : 6;",
      5,
    ],
  ])('a process %s: %s', async (_, __, script, code) => {
    const ended = run(`
      const { encoder } = await openEncoder();
      const long = 'large language models '.repeat(100);
      ${script}`);

    expect(
      await ended.then(
        () => 0,
        (error) => error.code,
      ),
    ).toBe(code);
  });
});

/** The shipped folder, some of its files replaced; undefined: missing. */
function folderWith(changed: Readonly<Record<string, string | undefined>>): string {
  const folder = aFolder();
  for (const name of ['model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'sha256sums.txt']) {
    if (!(name in changed)) symlinkSync(join(shippedEncoder, name), join(folder, name));
    else if (changed[name] !== undefined) writeFileSync(join(folder, name), changed[name]);
  }
  return folder;
}

describe('there is no encoder', () => {
  test.each([
    ['the model is missing', { 'model.onnx': undefined }, 'model.onnx of the encoder cannot be read'],
    [
      'the model is a pointer to it',
      { 'model.onnx': 'version https://git-lfs.github.com/spec/v1' },
      'model.onnx of the encoder is not the file',
    ],
    ['the tokenizer was edited', { 'tokenizer.json': '{}' }, 'tokenizer.json of the encoder is not the file'],
    ['the hashes are missing', { 'sha256sums.txt': undefined }, 'sha256sums.txt of the encoder cannot be read'],
    ['the hashes are empty', { 'sha256sums.txt': '' }, 'model.onnx of the encoder is not the file'],
  ])('when %s, and it says how to mend that', async (_, changed, reason) => {
    const opened = await openEncoder({ folder: folderWith(changed) });

    expect(opened).toEqual({ kind: 'absent', reason: expect.stringContaining(reason) });
    expect(opened).toMatchObject({ reason: expect.stringContaining('git checkout data/encoder') });
  });

  test('when the runtime is not installed, and it says how to get it', async () => {
    const { stdout } = await run('console.log(JSON.stringify(await openEncoder()));', [
      '--import',
      here('../../support/hide-runtime.ts'),
    ]);

    expect(JSON.parse(stdout)).toEqual({
      kind: 'absent',
      reason: expect.stringContaining('npm install --include=optional'),
    });
  });
});

test('the hashes of the shipped files are those that their README’s command checks', () => {
  const names = readFileSync(join(shippedEncoder, 'sha256sums.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(66));

  expect(names).toEqual(['model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'dot-products.onnx']);
});
