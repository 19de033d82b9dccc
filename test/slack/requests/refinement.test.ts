import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isHeld } from '../../../src/search/concepts.ts';
import { parseCommand } from '../../../src/slack/requests/parse-request.ts';
import { parseGoingOn } from '../../../src/slack/requests/refinement.ts';
import { shippedPaperboy } from '../../support/builders.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const paperboy = await shippedPaperboy();
const { library, meaning } = paperboy;
const isWord = (word: string): boolean => isHeld(library, word) || meaning?.hasWord(word) === true;
const refine = (...filters: string[]) => ({ kind: 'refine', filters, ofShown: false });
const shift = (words: string, more: object = {}) => ({ kind: 'shift', words, filters: [], ...more });

test.each([
  ['compare 1 and 3', { kind: 'compare', ranks: [1, 3] }],
  ['compare 1 with 3', { kind: 'compare', ranks: [1, 3] }],
  ['what is the difference between 1 and 2?', { kind: 'compare', ranks: [1, 2] }],
  ['how do these compare?', { kind: 'compare', ranks: [] }],
  ['newer ones', refine('sort:new')],
  ['anything more recent please', refine('sort:new')],
  ['older ones', refine('sort:old')],
  ['oldest first', refine('sort:old')],
  ['with at least 20 upvotes', refine('upvotes:20')],
  ['only those with more than 5 upvotes', refine('upvotes:6')],
  ['the most upvoted one', refine('sort:upvotes')],
  ['only those with code please', refine('has:code')],
  ['only 2024', refine('since:2024', 'before:2025')],
  ['since June', refine('since:2026-06')],
  ['last month', refine('since:1m')],
  ['no surveys please', refine('-survey')],
  ['exclude RLHF', refine('-RLHF')],
  ['not about vision', refine('-vision')],
  ['only those by Yann LeCun', refine('author:"Yann LeCun"')],
  ['and since 2024 with code?', refine('since:2024', 'has:code')],
  ['which of these is the newest?', { ...refine('sort:new'), ofShown: true }],
  ['which of these have code?', { ...refine('has:code'), ofShown: true }],
  ['and for vision models?', shift('for vision models')],
  ['what about state space models?', shift('state space models')],
  ['only the ones about pruning', shift('pruning')],
  ['which ones use LoRA?', shift('LoRA')],
  ['diffusion models instead', shift('diffusion models', { insteadOf: '' })],
  ['instead of LLMs: diffusion', shift('diffusion', { insteadOf: 'LLMs' })],
  ['and on small models from 2024', shift('small models', { filters: ['since:2024', 'before:2025'] })],
  ['summarize 1', { kind: 'details', rank: 1 }],
  ['rank them', { kind: 'unclear' }],
  ['which one is best?', { kind: 'unclear' }],
  ['which should I start with?', { kind: 'unclear' }],
  ['translate 2 to German', { kind: 'unclear' }],
  ['make it shorter', { kind: 'unclear' }],
  // Whom authors work for is not on record.
  ['only by authors from Google', { kind: 'unclear' }],
  ['are there any surveys about this?', shift('surveys')],
  ['any benchmarks for that?', shift('benchmarks')],
  ['what does the first one propose?', { kind: 'details', rank: 1 }],
  ['why 1?', { kind: 'details', rank: 1 }],
  ['explain 2 in simple terms', { kind: 'details', rank: 2 }],
  ['tl;dr of 3', { kind: 'details', rank: 3 }],
  ['what’s the main idea of the second one?', { kind: 'details', rank: 2 }],
  ['compare the first three', { kind: 'compare', ranks: [1, 2, 3] }],
  ['can you compare the top two papers?', { kind: 'compare', ranks: [1, 2] }],
  ['bibtex for the first three', { kind: 'bibliography', ranks: [1, 2, 3] }],
  ['sort by relevance', refine('sort:match')],
  ['most relevant first', refine('sort:match')],
  // Nobody here counts citations.
  ['which is the most cited?', { kind: 'unclear' }],
  ['sort by citations', { kind: 'unclear' }],
  ['group them by topic', { kind: 'unclear' }],
  ['fewer', { kind: 'unclear' }],
  ['start over', { kind: 'unclear' }],
  ['which one should I read first?', { kind: 'unclear' }],
  ['without the code filter', { kind: 'back' }],
  ['wich one is best?', { kind: 'unclear' }],
  ['whcih of these is the newst?', { ...refine('sort:new'), ofShown: true }],
  ['compair 1 and 3', { kind: 'compare', ranks: [1, 3] }],
  ['comparre the frist and the secnd', { kind: 'compare', ranks: [1, 2] }],
  ['newst first', refine('sort:new')],
  ['lastest ones', refine('sort:new')],
  ['olny those witth code', refine('has:code')],
  ['most popluar', refine('sort:upvotes')],
  ['sumarize 2', { kind: 'details', rank: 2 }],
  ['detials of 2 please', { kind: 'details', rank: 2 }],
  ['simmilar to 3', { kind: 'similar', rank: 3 }],
  ['bibtx 1', { kind: 'bibtex', rank: 1 }],
  ['mroe', { kind: 'more' }],
  ['previus', { kind: 'back' }],
  ['tanslate thse', { kind: 'unclear' }],
  ['waht about pruning?', shift('pruning')],
  // The place of a paper, whatever is asked of it.
  ['compare 1 with 3', { kind: 'compare', ranks: [1, 3] }],
  ['compare the first with the third', { kind: 'compare', ranks: [1, 3] }],
  ['what’s the difference between 1 and 2?', { kind: 'compare', ranks: [1, 2] }],
  ['is 1 better than 2?', { kind: 'compare', ranks: [1, 2] }],
  ['send me the pdf of 1', { kind: 'details', rank: 1 }],
  ['explain 1 to a five year old', { kind: 'details', rank: 1 }],
  ['where is the code of 1?', { kind: 'details', rank: 1 }],
  ['what is the main contribution of 1?', { kind: 'details', rank: 1 }],
  ['when did 2 come out?', { kind: 'details', rank: 2 }],
  ['I meant 2', { kind: 'details', rank: 2 }],
  ...[
    ...['what are the limitations of 1?', 'what dataset does the first use?', 'what problem does 1 solve?'],
    ...['does 3 use quantization?', 'is the second about pruning?', 'is 1 better than 2 for vision?'],
    ...['is there a newer version of 2?', 'any follow-up to #1?', 'who cites the last one?', 'newer than 2'],
    ...['similar to 3 with code', 'only 2 and 3', 'unsave 2', 'share 2', 'exclude the first', 'drop 1', 'skip to 6'],
  ].map((said): [string, object] => [said, { kind: 'unclear' }]),
  // What was shown is judged, or names are wanted that nobody here knows.
  ...[
    ...['these are too old', 'these are not relevant', 'those papers look wrong', 'this is not what I asked for'],
    ...['no', 'wrong', 'not that', 'exclude the others', 'more by the same authors', 'more from the same lab'],
  ].map((said): [string, object] => [said, { kind: 'unclear' }]),
  ['those aren’t about pruning', refine('-pruning')],
  // What stands before the words of a refinement.
  ['what about newer ones?', refine('sort:new')],
  ['what about older papers?', refine('sort:old')],
  ['but I need newer ones', refine('sort:new')],
  ['same but for diffusion', shift('for diffusion')],
  ['ok, but what about transformers?', shift('transformers')],
  ['I meant diffusion models', shift('diffusion models', { insteadOf: '' })],
  ['not from 2024', refine('-since:2024', '-before:2025')],
  ['nothing before 2024', refine('since:2024')],
  ['no later than 2023', refine('before:2024')],
  ['not with code', refine('-has:code')],
  ['those without code', refine('-has:code')],
  ['not by Yann LeCun', refine('-author:"Yann LeCun"')],
  ['not the newest', refine('-sort:new')],
  ['anything but surveys', refine('-survey')],
  ['all but 2024', refine('-since:2024', '-before:2025')],
  ['drop those before 2023', refine('since:2023')],
  ['fewer than 10 upvotes', refine('-upvotes:10')],
  ['by Yann LeCun and Mingjie Sun', refine('author:"Yann LeCun"', 'author:"Mingjie Sun"')],
  ['by sun and liu', refine('author:sun', 'author:liu')],
  ['since last year', refine('since:2025')],
  ['only 2024 and 2025', refine('since:2024', 'before:2026')],
  ['2024 or later', refine('since:2024')],
  ['2023 or earlier', refine('before:2024')],
  ['pre 2020', refine('before:2020')],
  ['June 2024', refine('since:2024-06', 'before:2024-07')],
  ['2024 only', refine('since:2024', 'before:2025')],
  // Complaints, and what says nothing of a subject.
  ...[
    ...[
      'not helpful',
      'not good',
      'not very useful',
      'isn’t interesting',
      'that’s not what I needed',
      'by far the best',
    ],
    ...[
      'not just llms',
      'not only llms',
      'not necessarily llms',
      'not quite',
      'no luck',
      'no results?',
      'without date',
    ],
    ...['how many are there?', 'how many papers are there?', 'how many results?', 'remove the date', 'drop the code'],
    ...['by rotation', 'by gradient descent', 'by hand', 'by LLMs', 'only by wang', 'not by hand'],
    ...['not the right ones', 'these don’t look relevant', 'no code needed', 'how many upvotes does 2 have?'],
    ...['all years', 'any year', 'code not needed', 'first page', 'last page', 'back to the first page'],
  ].map((said): [string, object] => [said, { kind: 'unclear' }]),
  ['no filter', { kind: 'back' }],
  ['drop the code filter', { kind: 'back' }],
  ['how many have code?', refine('has:code')],
  ['how many are from 2024?', refine('since:2024', 'before:2025')],
  ['what’s the oldest?', refine('sort:old')],
  ['what’s the newest?', refine('sort:new')],
  ['skip the transformers', refine('-transformers')],
  ['drop all transformers', refine('-transformers')],
  ['without transformers', refine('-transformers')],
  // Written as a name, or a word of no paper.
  ['by LeCun', refine('author:LeCun')],
  ['by lecun', refine('author:lecun')],
  ['only those by yann lecun', refine('author:"yann lecun"')],
  ['not by lecun', refine('-author:lecun')],
  // Said instead of what was said.
  ['I meant with code', refine('has:code')],
  ['I meant since 2024', refine('since:2024')],
  ['I meant only with code', refine('has:code')],
  ['I meant newer ones', refine('sort:new')],
  ['I meant 2024', refine('since:2024', 'before:2025')],
  ['I mean, pruning', shift('pruning', { insteadOf: '' })],
])('%j goes on with a list', (said, expected) => {
  expect(parseGoingOn(said, now, isWord)).toEqual(expected);
});

test.each([
  'attention sinks',
  'quantization with code',
  'difference between LoRA and QLoRA',
  'what papers came out this year?',
  'newest papers',
  'show me the latest papers',
  'dropout',
  'comparison of optimizers for LLMs',
  'which is better for vision, LoRA or QLoRA?',
  'translate speech to text',
  'papers on this',
  // Nearly “more”, “latest”, “best”, “newer”: subjects all the same.
  'MoE',
  'latent diffusion',
  'BERT',
  'fewer parameters',
  'quantizaton',
  'Mamba 2',
  // Their numbers count, or name a subject.
  ...[
    'llama 3',
    'GPT 2',
    '4 bit models',
    'is 4 bit enough?',
    'is 2 to 4 bit enough?',
    'does 2 bit quantization work?',
    'batch size of 1',
  ],
  ...['mixture of 8 experts', 'top 5 papers on pruning', 'what is the first order method?', 'why is 1 bit enough?'],
  ...['who was the first to propose dropout?', 'are the first and second moments enough?', 'drop out', 'skip thoughts'],
  'what about papers on pruning?',
  ...['skip connections', 'no free lunch', 'no regret', 'drop path', 'not useful features in SAEs'],
  ...['is 4 better than 8 bit?', 'from 8 to 4 bit', 'is 2 or 4 bit better?', 'how many shots are enough?'],
])('%j is a question of its own', (said) => {
  expect(parseGoingOn(said, now, isWord)).toBeUndefined();
});

test.each([
  ['papers by people at Meta', 'papers by people at Meta'],
  ['papers by authors from Stanford', 'papers by authors from Stanford'],
  ['not only transformers', 'not only transformers'],
  ['no, I meant pruning', 'pruning'],
  ['I meant only with code', 'only with code'],
])('%j behind the slash asks %j', (said, question) => {
  expect(parseCommand(said, { command: '/papers', paperboy, now: () => now })).toEqual({
    kind: 'question',
    text: question,
  });
});

test.each(['share 2', 'rank them', 'translate these', 'start over', 'sort by citations', 'not helpful'])(
  '%j behind the slash goes on with a list',
  (said) => {
    expect(parseCommand(said, { command: '/papers', paperboy, now: () => now })).toMatchObject({
      kind: 'follow-up',
      goingOn: { kind: 'unclear' },
    });
  },
);

test('no question of the judged ones is read as misspelt words about a list', () => {
  const judged = ['queries', 'near-misses', 'asked', 'off-topic'].flatMap((name) =>
    readFileSync(new URL(`../../../data/evaluation/development-${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line).query),
  );

  const isAnyWord = (): boolean => true;
  const read = judged.filter(
    (question) => parseGoingOn(question, now, isWord)?.kind !== parseGoingOn(question, now, isAnyWord)?.kind,
  );

  expect(judged.length).toBeGreaterThan(400);
  expect(read).toEqual([]);
});
