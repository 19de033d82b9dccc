import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArxiv } from '../../src/sources/arxiv/arxiv.ts';
import type { HttpGet } from '../../src/sources/http-get.ts';
import { createHuggingFace } from '../../src/sources/hugging-face/hugging-face.ts';
import { dailyFeed, queryPage } from './arxiv/feeds.ts';
import { listItem } from './hugging-face/daily-papers.ts';
import { outcomeOf } from './outcome.ts';

const sleep = async (): Promise<void> => undefined;
const day = '2026-03-05';

/** A connection on which every answer is `text`. */
function answering(text: string): HttpGet {
  return async () => ({ text, headers: new Headers() });
}

function huggingFace(text: string) {
  return createHuggingFace({ get: answering(text), url: 'http://x/', token: undefined, now: () => 0, sleep });
}

function arxiv(text: string) {
  return createArxiv({ get: answering(text), url: undefined, categories: ['cs.CL'], monotonicMs: () => 0, sleep });
}

/** A text with some stretches of it cut out, doubled or replaced. */
function damaged(text: string): fc.Arbitrary<string> {
  const damage = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    instead: fc.oneof(
      fc.constant(''),
      fc.string(),
      fc.constantFrom('<', '&', ']]>', '\u0000', '"', '{', '<!--', '<rss>', '</feed>'),
    ),
  });
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map((many) =>
      many.reduce((left, { at, length, instead }) => left.slice(0, at) + instead + left.slice(at + length), text),
    );
}

const papers = ['2603.00001', '2603.00002', '2603.00003'];
const answers = {
  list: { of: huggingFace, slice: day, text: JSON.stringify(papers.map((id) => listItem({ id }))) },
  feed: { of: arxiv, slice: 'feed', text: dailyFeed(papers.map((id) => ({ id }))) },
  query: { of: arxiv, slice: day, text: queryPage(papers.map((id) => ({ id: `${id}v1` }))) },
};

test.each(Object.entries(answers))(
  'a damaged %s gives papers or a failure that is told, never an error of ours',
  async (_, { of, slice, text }) => {
    const whole = await outcomeOf(of(text), slice);
    expect(whole.papers.map(({ id }) => id)).toEqual(papers);

    await fc.assert(
      fc.asyncProperty(damaged(text), async (broken) => {
        const { papers: found, skipped, failure } = await outcomeOf(of(broken), slice);

        for (const paper of found) expect(paper.title.trim()).not.toBe('');
        for (const { reason } of skipped) expect(reason).not.toBe('');
        if (failure !== undefined) expect(failure.message).toMatch(/^(?:Hugging Face Daily Papers|arXiv) /);
      }),
      { numRuns: 200 },
    );
  },
);
