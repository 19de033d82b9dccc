import { expect, test } from 'vitest';
import { readableText } from '../../../src/slack/requests/message-text.ts';

test.each([
  ['<@U00000BOT0> kv cache', 'kv cache'],
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt; stays', '&lt; stays'],
  ['see <https://arxiv.org/abs/2402.17762|this>', 'see this https://arxiv.org/abs/2402.17762'],
  ['<https://arxiv.org/abs/2402.17762>', 'https://arxiv.org/abs/2402.17762'],
  ['in <#C00GENERAL|general> please', 'in general please'],
  ['<!here> <!subteam^S1|@team> dropout', 'dropout'],
  ['thanks :pray: :+1: for 2:4 sparsity', 'thanks for 2:4 sparsity'],
  ['  two\n lines ', 'two lines'],
  // Labels count, and so do addresses of papers.
  ['<https://arxiv.org/abs/2402.17762|Massive Activations>', 'Massive Activations https://arxiv.org/abs/2402.17762'],
  ['<http://arxiv.org/abs/2402.17762|arxiv.org/abs/2402.17762>', 'http://arxiv.org/abs/2402.17762'],
  ['<https://www.alphaxiv.org/abs/2402.17762|arXiv:2402.17762>', 'arXiv:2402.17762'],
  ['<https://example.com/post|massive activations in LLMs>', 'massive activations in LLMs'],
  ['<https://example.com/post>', 'https://example.com/post'],
  ['<mailto:ada@example.com|ada@example.com>', 'ada@example.com'],
  // Emoji, by name and by sign, with skin tones, alone and after a word; digits on keys are digits.
  ['dropout :+1::skin-tone-3:', 'dropout'],
  ['dropout:pray::tada:', 'dropout'],
  ['dropout 👍🏿 🧑🏽‍💻 🇩🇪 ❤️', 'dropout'],
  ['bibtex 2️⃣', 'bibtex 2'],
  ['similar to :three:', 'similar to 3'],
  ['2:4:8 a:b:c © 2024 #3', '2:4:8 a:b:c © 2024 #3'],
  ['kv has:code: tz:UTC 9:00', 'kv has:code: tz:UTC 9:00'],
  // Quotations.
  ['&gt; kv cache\n&gt;&gt; paging', 'kv cache paging'],
  ['loss &gt; 3\n&gt;= 4', 'loss > 3 >= 4'],
])('%j reads as %j', (written, read) => {
  expect(readableText(written)).toBe(read);
});
