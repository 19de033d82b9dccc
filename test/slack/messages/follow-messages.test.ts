import { expect, test } from 'vitest';
import { maxMessageBytes } from '../../../src/slack/limits.ts';
import { jsonBytes } from '../../../src/slack/messages/cut-text.ts';
import { followedBlocks, followingMessage, withFollowing } from '../../../src/slack/messages/follow-messages.ts';
import { notice } from '../../../src/slack/messages/message.ts';

const hostile = ['<!channel> *bold* & `code`', 'x'.repeat(5_000), '論'.repeat(400), '\u202ereversed \u0000'];

test('lines about what somebody follows stay small and ping nobody, whatever authors and titles hold', () => {
  const followed = hostile.flatMap((name) =>
    (['paper', 'code', 'version'] as const).map((news) => ({
      ...({
        kind: 'author',
        target: name,
        name,
        news,
        key: 'k',
        id: `not arXiv ${name}`.slice(0, 200),
        title: name,
      } as const),
    })),
  );

  const blocks = followedBlocks({ kind: 'nothing-new', followed: followed.slice(0, 6) });

  expect(jsonBytes(blocks)).toBeLessThan(3_500);
  expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:mrkdwn|user|usergroup|broadcast|channel)"/);
});

test('a long list of what somebody follows fits in one message, alone and below digests, and says what is left', () => {
  const follows = Array.from({ length: 100 }, (_, index) => ({
    ...({
      kind: 'author',
      target: `${index}`,
      name: hostile[index % hostile.length] ?? '',
      since: 1,
      told: [],
    } as const),
  }));

  const alone = followingMessage(follows, '/papers');
  const below = withFollowing(notice('x'.repeat(900)), follows);

  for (const message of [alone, below]) {
    expect(jsonBytes(message)).toBeLessThanOrEqual(maxMessageBytes);
    expect(message.blocks.length).toBeLessThan(45);
    expect(JSON.stringify(message.blocks)).toMatch(/and \d+ more/);
  }
  expect(alone.text).not.toMatch(/<[@!#]/);
});
