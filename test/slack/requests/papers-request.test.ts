import { describe, expect, test } from 'vitest';
import { readableText } from '../../../src/slack/requests/message-text.ts';
import { parsePapersRequest } from '../../../src/slack/requests/parse-request.ts';
import { bareWords, requestText } from '../../../src/slack/requests/request-words.ts';

const asked = (text: string) => parsePapersRequest(requestText(readableText(text), '/papers'));

describe('a request is understood without what stands round it', () => {
  test.each([
    // What parts the address from it.
    '<@UB> show 2402.17762',
    '<@UB>, show 2402.17762',
    '<@UB>: show 2402.17762',
    '<@UB> - show 2402.17762',
    '<@UB> — show 2402.17762',
    '<@UB> – show 2402.17762',
    '<@UB>-show 2402.17762',
    '<@UB>… show 2402.17762',
    '<@UB>... show 2402.17762',
    '<@UB>! show 2402.17762',
    '<@UB> -> show 2402.17762',
    '<@UB>\nshow 2402.17762',
    '<@UB>,\n\nshow 2402.17762',
    '<@UB> :wave: show 2402.17762',
    // Where the address stands, and how often.
    'show 2402.17762 <@UB>',
    'show 2402.17762, <@UB>!',
    'show <@UB> 2402.17762',
    '<@UB> <@UB> show 2402.17762',
    '<@UB> paperboy: show 2402.17762',
    '@paperboy show 2402.17762',
    '@Paperboy, show 2402.17762',
    'Paperboy, show 2402.17762',
    'show 2402.17762 @paperboy',
    // Courtesies.
    'hey <@UB> please show 2402.17762',
    'Hi Paperboy! show 2402.17762',
    'Good morning <@UB>, could you please show me 2402.17762?',
    '<@UB> can you show me 2402.17762 please, thanks!',
    '<@UB> pls show us the abstract of 2402.17762 thx',
    '<@UB> ok, now show 2402.17762',
    "<@UB> I'd like to show 2402.17762",
    // Marks of our hints and of people's typing.
    '<@UB> `show 2402.17762`',
    '<@UB> show `2402.17762`',
    '<@UB> ```show 2402.17762```',
    '<@UB> *show 2402.17762*',
    '<@UB> **show** 2402.17762',
    '<@UB> _show 2402.17762_',
    '<@UB> ~show 2402.17762~',
    '<@UB> *_show 2402.17762_*',
    '<@UB> &gt; show 2402.17762',
    '<@UB>\n&gt; show 2402.17762',
    '<@UB> "show 2402.17762"',
    '<@UB> “show 2402.17762”',
    '<@UB> „show 2402.17762“',
    '<@UB> «show 2402.17762»',
    "<@UB> 'show 2402.17762'",
    '<@UB> ‘show 2402.17762’',
    '<@UB> “show 2402.17762”.',
    '<@UB> "show 2402.17762!"',
    '<@UB> "show" 2402.17762',
    '<@UB> show “2402.17762”',
    '<@UB> show 2402.17762.',
    '<@UB> show 2402.17762!',
    '<@UB> show 2402.17762?',
    '<@UB> show 2402.17762…',
    '<@UB> Show: 2402.17762',
    '<@UB> SHOW 2402.17762v2',
    '<@UB> /papers show 2402.17762',
    '<@UB> `/papers show 2402.17762`',
    // Links, with and without labels.
    '<@UB> show <https://arxiv.org/abs/2402.17762>',
    '<@UB> show <https://arxiv.org/abs/2402.17762|Massive Activations>',
    '<@UB> show <https://huggingface.co/papers/2402.17762|this one>',
    '<@UB> show <https://www.alphaxiv.org/abs/2402.17762|alphaXiv>',
    '<@UB> show <https://doi.org/10.48550/arXiv.2402.17762|10.48550/arXiv.2402.17762>',
  ])('%j', (text) => {
    expect(asked(text)).toEqual({ kind: 'show', id: '2402.17762' });
  });
});

test.each([
  ['<@UB> similar to <https://huggingface.co/papers/2402.17762|it>', { kind: 'similar', id: '2402.17762' }],
  ['<@UB> papers similar to 2402.17762', { kind: 'similar', id: '2402.17762' }],
  ['<@UB> find me papers like 2402.17762', { kind: 'similar', id: '2402.17762' }],
  ['<@UB> “similar 2402.17762”', { kind: 'similar', id: '2402.17762' }],
  ['<@UB> bibtex for 2402.17762, please', { kind: 'bibtex', id: '2402.17762' }],
  ['<@UB> cite 2402.17762', { kind: 'bibtex', id: '2402.17762' }],
  ['<@UB> compare 2402.17762 and 2503.22329', { kind: 'compare', ids: ['2402.17762', '2503.22329'] }],
  ['<@UB> compare 2402.17762 with 2503.22329', { kind: 'compare', ids: ['2402.17762', '2503.22329'] }],
  ['<@UB> 2402.17762 vs. 2503.22329', { kind: 'compare', ids: ['2402.17762', '2503.22329'] }],
  [
    '<@UB> what is the difference between <https://arxiv.org/abs/2402.17762> and <https://arxiv.org/abs/2503.22329>?',
    { kind: 'compare', ids: ['2402.17762', '2503.22329'] },
  ],
  ['<@UB> help!', { kind: 'help' }],
  ['<@UB> “help”', { kind: 'help' }],
  ['<@UB> please help', { kind: 'help' }],
  ['<@UB> ?', { kind: 'help' }],
  ['<@UB> ...', { kind: 'help' }],
  ['<@UB>, today?', { kind: 'newest' }],
  ['<@UB> status.', { kind: 'status' }],
  ['<@UB> /papers subscriptions.', { kind: 'subscriptions' }],
  ['<@UB> *preview*', { kind: 'preview', text: '' }],
  ['<@UB> `subscribe`', { kind: 'subscribe', text: '' }],
  ['<@UB> please subscribe us', { kind: 'subscribe', text: '' }],
  ['<@UB>: subscribe this channel to RAG', { kind: 'subscribe', text: 'RAG' }],
  ['<@UB> subscribe the team to RAG', { kind: 'subscribe', text: 'RAG' }],
  ['<@UB> subscribe channel pruning', { kind: 'subscribe', text: 'channel pruning' }],
  ['<@UB> subscribe team formation', { kind: 'subscribe', text: 'team formation' }],
  ['<@UB> subscribe help', { kind: 'help', topic: 'digests' }],
  ['<@UB> unsubscribe --help', { kind: 'help', topic: 'digests' }],
  ['<@UB> snooze help!', { kind: 'help', topic: 'digests' }],
  [
    '<@UB> send me papers on pruning every morning at 8',
    { kind: 'subscribe', text: 'pruning every morning at 8', isSaid: true, place: 'me' },
  ],
  ['<@UB> post new papers about LoRA daily', { kind: 'subscribe', text: 'LoRA daily', isSaid: true }],
  ['<@UB> every Monday send us papers on LoRA', { kind: 'subscribe', text: 'LoRA, every Monday', isSaid: true }],
  ['<@UB> I want a daily digest on KV cache', { kind: 'subscribe', text: 'KV cache daily', isSaid: true }],
  [
    '<@UB> can you send me new papers every monday at 9?',
    { kind: 'subscribe', text: 'every monday at 9', isSaid: true, place: 'me' },
  ],
  [
    '<@UB> I’d like a daily summary of papers about pruning',
    { kind: 'subscribe', text: 'pruning daily', isSaid: true },
  ],
  ['<@UB> stop sending me papers', { kind: 'subscriptions' }],
  ['<@UB> please don’t post here', { kind: 'subscriptions' }],
  ['<@UB> what am I subscribed to?', { kind: 'subscriptions' }],
  ['<@UB> are you a bot?', { kind: 'help' }],
  ['<@UB> list your commands', { kind: 'help' }],
  ['<@UB> surprise me', { kind: 'newest' }],
  ['<@UB> paper of the day?', { kind: 'newest' }],
  ['<@UB> hlep', { kind: 'did-you-mean', meant: 'help', text: 'hlep' }],
  ['<@UB> my digests', { kind: 'subscriptions' }],
  ['<@UB> stop my digest', { kind: 'subscriptions' }],
  ['<@UB> run the digest now', { kind: 'subscriptions' }],
  ['<@UB> subscribe: RAG', { kind: 'subscribe', text: 'RAG' }],
  ['<@UB> “subscribe 9:00 kv, "state space" top:5”', { kind: 'subscribe', text: '9:00 kv, "state space" top:5' }],
  ['<@UB> "subscribe 9:00 kv, "state space""', { kind: 'subscribe', text: '9:00 kv, "state space"' }],
  ['<@UB> unsubscribe from pruning', { kind: 'unsubscribe', text: 'from pruning' }],
  ['<@UB> snooze pruning until Friday', { kind: 'snooze', text: 'pruning until Friday' }],
  ['<@UB> preview quantization', { kind: 'preview', text: 'quantization' }],
  ['<@UB> preview of the quantization digest', { kind: 'preview', text: 'of the quantization digest' }],
  ['<@UB> pause', { kind: 'pause', text: '' }],
  ['<@UB> pause my digest', { kind: 'pause', text: 'my digest' }],
  ['<@UB> resume the pruning digest', { kind: 'resume', text: 'the pruning digest' }],
  [
    '<@UB> pause tokens in language models',
    {
      ...{ kind: 'pause', text: 'tokens in language models' },
      otherwise: { kind: 'question', text: 'pause tokens in language models' },
    },
  ],
  ['<@UB> stop the pruning digest', { kind: 'unsubscribe', text: 'pruning digest' }],
  ['<@UB> cancel my digest about LoRA please', { kind: 'unsubscribe', text: 'digest about LoRA' }],
  ['<@UB> show me the pruning digest', { kind: 'manage', text: 'pruning digest' }],
  ['<@UB> move the pruning digest to 10am', { kind: 'manage', text: 'pruning digest' }],
  ['<@UB> change the digest on pruning to Mondays', { kind: 'manage', text: 'digest on pruning' }],
  ['<@UB> remove LoRA from the pruning digest', { kind: 'manage', text: 'LoRA the pruning digest' }],
  ['<@UB> add LoRA to my digest', { kind: 'manage', text: 'my digest' }],
  ['<@UB> remove me from the digest', { kind: 'unsubscribe', text: 'from the digest' }],
  ['<@UB> unsubscribe, please', { kind: 'unsubscribe', text: '' }],
  ['<@UB> similar!', { kind: 'no-id', word: 'similar', given: '' }],
  ['<@UB> follow the paper 2402.17762', { kind: 'follow', text: 'the paper 2402.17762' }],
  ['<@UB> follow the second', { kind: 'follow', text: 'the second' }],
  ['<@UB> save the last one', { kind: 'save', text: 'the last one' }],
  ['<@UB> great, save 1', { kind: 'save', text: '1' }],
  ['<@UB> add 2 to my list', { kind: 'save', text: '2' }],
])('%j', (text, request) => {
  expect(asked(text)).toEqual(request);
});

test.each([
  ...['list subscriptions', 'show digests', 'digest', 'subscription', 'next digest', 'your digests here'],
  ...[
    'when is the next digest?',
    'what time does the digest come?',
    'how do I unsubscribe?',
    'how can I pause the digest?',
  ],
  ...['how do I change the digest?', 'change the digest to 10am', 'move our digest to Mondays', 'send the digest now'],
])('“%s” is answered with the digests of the place', (text) => {
  expect(asked(text)).toEqual({ kind: 'subscriptions' });
});

test.each([
  ['how do I subscribe?', { text: '' }],
  ['create a digest', { text: '' }],
  ['how can I set up a weekly digest?', { text: '' }],
  ['how do I subscribe to RAG?', { text: 'RAG', isSaid: true }],
  ['create a digest for RAG', { text: 'RAG', isSaid: true }],
  ['set up a daily digest about pruning', { text: 'pruning daily', isSaid: true }],
  ['send me quantization papers every morning', { text: 'quantization every morning', isSaid: true, place: 'me' }],
  ['send me 3 papers on pruning every day', { text: 'pruning every day top:3', isSaid: true, place: 'me' }],
  ['post the top 5 new papers weekly', { text: 'weekly top:5', isSaid: true }],
  ['every day at 9, give us RAG papers', { text: 'RAG, every day at 9', isSaid: true }],
])('“%s” wishes for a digest: %j', (text, wish) => {
  expect(asked(text)).toEqual({ kind: 'subscribe', ...wish });
});

describe('a question keeps its words, its phrases and its exclusions', () => {
  test.each([
    ['<@UB>, "state space"', '"state space"'],
    ['<@UB> "state space" and "kv cache"', '"state space" and "kv cache"'],
    ['<@UB> -survey kv cache', '-survey kv cache'],
    ['<@UB>: *kv cache*', 'kv cache'],
    ['what about kv cache, <@UB>?', 'what about kv cache?'],
    ['hey <@UB>, anything on kv cache? thx', 'hey, anything on kv cache? thx'],
    ['can you <@UB> find papers on kv cache', 'can you find papers on kv cache'],
    ['<@UB> A* search', 'A* search'],
    ['<@UB> help me with kv cache', 'help me with kv cache'],
    ['<@UB> status of scaling laws', 'status of scaling laws'],
    ['<@UB> preview of attention maps', 'preview of attention maps'],
    ['<@UB> similar initialization schemes', 'similar initialization schemes'],
    ['<@UB> digest of gut microbiome', 'digest of gut microbiome'],
    ['<@UB> create digests of long documents', 'create digests of long documents'],
    ['<@UB> subscription models in recommender systems', 'subscription models in recommender systems'],
    ['<@UB> add noise to the gradients', 'add noise to the gradients'],
    ['<@UB> papers on daily activity recognition', 'papers on daily activity recognition'],
    ['<@UB> send me papers on weekly supervision', 'send me papers on weekly supervision'],
    ['<@UB> show me papers on dropout', 'show me papers on dropout'],
    ['<@UB> show 2402.17762 and 2409.10594', 'show 2402.17762 and 2409.10594'],
    ['<@UB> similar 2402.17762 has:code', 'similar 2402.17762 has:code'],
    ['<@UB> papers like 2402.17762 with code', 'papers like 2402.17762 with code'],
    ['<@UB> compare 2402.17762 and pruning', 'compare 2402.17762 and pruning'],
    ['<@UB> 2402.17762', '2402.17762'],
    ['<@UB> paperboys of the 1920s', 'paperboys of the 1920s'],
    ['<@UB> hi-res diffusion', 'hi-res diffusion'],
    ['<@UB> please', 'please'],
    ['<@UB> wrong, I want papers on dropout', 'I want papers on dropout'],
    ['<@UB> wrong labels', 'wrong labels'],
    ['<@UB> follow-up work on 2402.17762', 'follow-up work on 2402.17762'],
    ['<@UB> follow the work in 2402.17762', 'follow the work in 2402.17762'],
    ['<@UB> save the day with dropout', 'save the day with dropout'],
  ])('%j asks %j', (text, question) => {
    expect(asked(text)).toEqual({ kind: 'question', text: question });
  });
});

test.each([
  ['“tell me more about 2”!', 'tell me more about 2'],
  ['`more`', 'more'],
  ['*similar to 2*', 'similar to 2'],
  ['> bibtex 2', 'bibtex 2'],
  ['hey, "more" please', 'more'],
  ['could you, please: more…', 'more'],
  ['thx, and pruning?', 'and pruning'],
  ['great, more', 'more'],
  ['no sorry, I meant dropout', 'I meant dropout'],
  ['great ideas', 'great ideas'],
  ['no free lunch', 'no free lunch'],
])('a follow-up typed as %j is %j', (text, follow) => {
  expect(bareWords(text)).toBe(follow);
});
