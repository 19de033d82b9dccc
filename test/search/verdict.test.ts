import { describe, expect, test } from 'vitest';
import { createAsk } from '../../src/search/ask.ts';
import { shippedPaperboy, testNow } from '../support/builders.ts';

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
