import { expect, test } from 'vitest';
import { readableText } from '../../src/slack/message-text.ts';

test.each([
  ['<@U00000BOT0> kv cache', 'kv cache'],
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt; stays', '&lt; stays'],
  ['see <https://arxiv.org/abs/2402.17762|this>', 'see https://arxiv.org/abs/2402.17762'],
  ['<https://arxiv.org/abs/2402.17762>', 'https://arxiv.org/abs/2402.17762'],
  ['in <#C00GENERAL|general> please', 'in general please'],
  ['<!here> <!subteam^S1|@team> dropout', 'dropout'],
  ['thanks :pray: :+1: for 2:4 sparsity', 'thanks for 2:4 sparsity'],
  ['  two\n lines ', 'two lines'],
])('%j reads as %j', (written, read) => {
  expect(readableText(written)).toBe(read);
});
