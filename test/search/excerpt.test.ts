import { describe, expect, test } from 'vitest';
import type { Segment } from '../../src/search/answer.ts';
import { aPaper, askAmong, shippedPaperboy } from '../support/builders.ts';

/** A reason as it reads with its matched words in brackets. */
function marked(why: readonly Segment[]): string {
  return why.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');
}

async function firstMatch(question: string, abstract: string, title = 'A title') {
  const others = Array.from({ length: 8 }, (_, index) =>
    aPaper({ title: `Other ${index}`, abstract: 'Nothing here.' }),
  );
  const answer = await askAmong([aPaper({ title, abstract }), ...others]).ask(question);
  const match = answer.kind === 'matches' ? answer.matches[0] : undefined;
  return { summary: match?.summary, why: marked(match?.why ?? []) };
}

describe('why a paper matched', () => {
  test('is the sentence with most of what was asked for, those words marked', async () => {
    const abstract =
      'We propose a way to make networks small and fast on phones. Pruning helps. Structured pruning of attention heads helps more.';

    expect(await firstMatch('pruning attention heads', abstract)).toEqual({
      summary: 'We propose a way to make networks small and fast on phones.',
      why: 'Structured [pruning] of [attention heads] helps more.',
    });
  });

  test('marks other forms of a word, acronyms and their long forms, and typos put right', async () => {
    const abstract = 'We propose a way to make networks small. We use post-training quantization (PTQ) here.';

    expect((await firstMatch('quantized', abstract)).why).toBe('We use post-training [quantization] (PTQ) here.');
    expect((await firstMatch('PTQ', abstract)).why).toBe('We use [post-training quantization] ([PTQ]) here.');
    expect((await firstMatch('quantizaton', abstract)).why).toBe('We use post-training [quantization] (PTQ) here.');
  });

  test('marks words and not parts of words, with any dash', async () => {
    const abstract =
      'We propose nothing that matters at all, to anybody. Kolmogorov–Arnold art is no part of a cartoon.';

    expect((await firstMatch('Kolmogorov-Arnold art', abstract)).why).toBe(
      '[Kolmogorov–Arnold art] is no part of a cartoon.',
    );
  });

  test('is what was found, not the problem that the question names', async () => {
    const abstract =
      'Pruning of attention heads is slow. We propose nothing that matters at all, to anybody, neither here nor there. ' +
      'Results show that pruning becomes fast once the heads are sorted by their variance.';

    expect((await firstMatch('slow pruning', abstract)).why).toBe(
      'Results show that [pruning] becomes fast once the heads are sorted by their variance.',
    );
  });

  test('is not told by numbers that count', async () => {
    const abstract =
      'We propose nothing that matters at all, to anybody. Weights are (1) sorted and (2) cut. ' +
      'Of 1 bit each, weights are small.';

    expect((await firstMatch('1 bit weights', abstract)).why).toBe('Of [1 bit] each, [weights] are small.');
  });

  test('never repeats the summary', async () => {
    const abstract = 'We propose pruning of attention heads for everybody. Nothing else is said about it.';

    expect(await firstMatch('pruning', abstract)).toMatchObject({ why: '' });
  });

  test('is the title where there is no abstract', async () => {
    expect(await firstMatch('pruning', '', 'Pruning Heads')).toEqual({ summary: '', why: '[Pruning] Heads' });
  });

  test('reads as people read it, without LaTeX', async () => {
    const abstract = 'We propose nothing that matters at all, to anybody. \\emph{Pruning} costs $O(n^2)$ and 5\\%.';

    expect((await firstMatch('pruning', abstract)).why).toBe('[Pruning] costs O(n²) and 5%.');
  });
});

test('over the shipped library, no reason repeats its summary, and that of the best paper marks something, if it has one', async () => {
  const { ask } = await shippedPaperboy();

  for (const question of ['massive activations', 'weight initialization', 'PTQ', 'how stable is training?']) {
    const answer = await ask.ask(question, { limit: 20 });
    const matches = answer.kind === 'matches' ? answer.matches : [];
    for (const { summary, why } of matches) expect(why.map(({ text }) => text).join('')).not.toContain(summary);
    // Papers further down may match by meaning alone, without a word in common.
    const why = matches[0]?.why ?? [];
    expect(why.length === 0 || why.some(({ isMatch }) => isMatch)).toBe(true);
  }
});

test('a paper that was asked for by its id needs no reason', async () => {
  const answer = await (await shippedPaperboy()).ask.ask('2409.10594');

  expect(answer).toMatchObject({ matches: [{ why: [] }] });
});
