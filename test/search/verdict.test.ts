import { describe, expect, test } from 'vitest';
import { createAsk } from '../../src/search/ask.ts';
import { aPaper, askAmong, shippedPaperboy, testNow, titlesOf } from '../support/builders.ts';

const { ask, library } = await shippedPaperboy();
const byWords = createAsk({ library, now: () => testNow });

async function verdictOn(question: string, asking = ask): Promise<string> {
  const answer = await asking.ask(question);
  return answer.kind === 'matches' ? answer.certainty : answer.kind;
}

describe('the library has something on', () => {
  test.each([
    'initialization', // A fifth of the papers hold it.
    'VI3NR', // A name that the encoder does not know.
    'massive activations in LLMs',
    'All you need is a good init', // One word of a subject, but the title of a paper.
    'papers on LiteVAR?', // In a title, and in no abstract.
    'FlashAttention', // Written as two words.
    '4 bit models',
    'how do I stop a few outliers from ruining 4 bit quantization',
  ])('%s', async (question) => {
    expect(await verdictOn(question)).toBe('sure');
  });
});

describe('the library has nothing on', () => {
  test.each([
    'sourdough hydration for wholemeal flour',
    'how do I prune tomato plants in july?', // "Prune" alone means something to a paper.
    'what time is it over there in tokyo right now',
  ])('%s', async (question) => {
    expect(await verdictOn(question)).toBe('none');
    expect(await verdictOn(question, byWords)).toBe('none');
  });

  test.each([
    'speculative decoding', // Papers on decoders and speed are near.
    '3d gaussian splatting', // Many a paper is on Gaussian processes.
    'neuroevolution, evolving network topologies with genetic algorithms',
  ])('%s, which papers of other libraries name in their titles', async (question) => {
    expect(await verdictOn(question)).toBe('none');
  });
});

test.each([
  'variance', // Half of the papers hold it.
  'how do I keep a very deep network from blowing up at the start?', // in other words than any paper's
])('%s is answered, with a doubt or without', async (question) => {
  expect(['sure', 'perhaps']).toContain(await verdictOn(question));
});

describe('the nearest there is, said to be no more than that', () => {
  test.each(['retrieval-augmented generation over company documents', 'state space models for long documents'])(
    '%s',
    async (question) => {
      expect(['perhaps', 'none']).toContain(await verdictOn(question));
    },
  );
});

describe('what was made of the words', () => {
  const understood = async (question: string) => {
    const answer = await ask.ask(question);
    return answer.kind === 'matches' ? { absent: answer.absent, readings: answer.readings } : answer.kind;
  };

  test.each([
    ['consistency models for few-step sampling', 'consistency models for few-step sampling'], // Papers hold each of these words.
    ['do you know any papers on compressing gradients between workers?', 'compressing gradients between workers'],
    ['low-resource machine translation', 'low-resource machine translation'],
    ['Kolmogorov-Arnold networks', undefined],
    ['massive activations', undefined],
    ['LSUV', undefined], // Doubted, and in a paper all the same.
    // In another form.
    ['batch norm', undefined],
    ['batch-norm', undefined],
    ['k/v cache', undefined],
    ['gelu vs silu', undefined],
    ['how much of the gap between two models on a leaderboard is noise from the seed?', undefined], // A question names no subject.
  ])('%s: the library has no paper on %s', async (question, absent) => {
    expect(await understood(question)).toEqual({ absent, readings: undefined });
  });

  test.each([
    ['quantizaton', [{ word: 'quantizaton', readAs: 'quantization' }]],
    [
      'Langauge models and their uncertianty',
      [
        { word: 'Langauge', readAs: 'language' },
        { word: 'uncertianty', readAs: 'uncertainty' },
      ],
    ],
    ['tuning hyperparams', [{ word: 'hyperparams', readAs: 'hyperparameter' }]], // The index knows the stem as well.
    ['massive activations are harmful', undefined], // A word that no paper holds is no misspelt one.
    ['varience-aware sampling', undefined], // Part of a compound.
  ])('%s is read as %j', async (question, readings) => {
    expect(await understood(question)).toEqual({ absent: undefined, readings });
  });

  test('a slip that a paper shares finds those with the word, and is not told as another word', async () => {
    const crowd = Array.from({ length: 150 }, (_, at) =>
      aPaper({ title: `Layer ${at}`, abstract: at % 5 === 0 ? 'We train it.' : 'On language and quantization.' }),
    );
    const { ask: askThem } = askAmong([...crowd, aPaper({ title: 'Bits', abstract: 'On langauge and quantizaton.' })]);
    const answer = await askThem('papers on quantizaton of langauge');

    expect(titlesOf(answer)).toEqual(expect.arrayContaining(['Bits', expect.stringMatching(/^Layer/)]));
    expect(answer).not.toHaveProperty('readings');
  });

  test('spelling:exact corrects nothing', async () => {
    const answer = await ask.ask('quantizaton spelling:exact');

    expect(answer).toMatchObject({ kind: 'none', barriers: [{ said: 'taken literally', text: 'quantizaton' }] });
  });
});
