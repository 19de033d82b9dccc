import { expect, test } from 'vitest';
import { maxStoredQuestionBytes } from '../../../src/slack/limits.ts';
import { jsonBytes } from '../../../src/slack/messages/cut-text.ts';
import { listForQuestion, paperListSchema } from '../../../src/slack/requests/paper-list.ts';
import { shippedPaperboy, testNow } from '../../support/builders.ts';

test.each(['x'.repeat(100_000), '"'.repeat(50_000), `${'dropout '.repeat(500)}${'y'.repeat(3_000)}`])(
  'whatever somebody asks, its list fits in a button',
  async (said) => {
    const { ask } = await shippedPaperboy();

    const list = await listForQuestion(ask, said, testNow);

    expect(jsonBytes(list)).toBeLessThan(maxStoredQuestionBytes + 100);
    expect(paperListSchema.safeParse(list).success).toBe(true);
  },
);
