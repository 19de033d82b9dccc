import { describe, expect, test } from 'vitest';
import { maxQuestionChars, parseQuestion, type Question, questionLanguage } from '../../src/search/question.ts';
import { testNow } from '../support/builders.ts';
import { anyText, seeded } from '../support/seeded.ts';

function parse(text: string): Question {
  return parseQuestion(text, testNow);
}

describe('every way to ask', () => {
  test.each<[string, Partial<Question>]>([
    ['massive activations', { words: 'massive activations' }],
    ['"state space" models', { words: 'models state space', phrases: ['state space'] }],
    ['“state space” models', { words: 'models state space', phrases: ['state space'] }],
    ['„state space“ «linear time»', { phrases: ['state space', 'linear time'] }],
    ['pruning -survey', { words: 'pruning', excluded: ['survey'] }],
    // Marks of formatting and quotes round filters, exclusions and single words.
    ['kv since:`2024`', { words: 'kv', since: '2024' }],
    ['kv `since:2024`', { words: 'kv', since: '2024' }],
    ['kv *since:2024*', { words: 'kv', since: '2024' }],
    ['kv since:“2024”', { words: 'kv', since: '2024' }],
    ['kv “since:2024”', { words: 'kv', since: '2024' }],
    ['kv (since:2024)', { words: 'kv', since: '2024' }],
    ['kv since:2024…', { words: 'kv', since: '2024' }],
    ['kv since:2024!', { words: 'kv', since: '2024' }],
    ['kv _has:code_', { words: 'kv', hasCode: true }],
    ['kv "has:code"', { words: 'kv', hasCode: true, phrases: [] }],
    ['kv top:*8*', { words: 'kv', top: 8 }],
    ['kv author:‘ada marlowe’', { words: 'kv', authors: ['ada marlowe'] }],
    ["kv author:'ada marlowe'", { words: 'kv', authors: ['ada marlowe'] }],
    ["kv author:o'brien", { words: 'kv', authors: ["o'brien"] }],
    ['kv -`survey`', { words: 'kv', excluded: ['survey'] }],
    ['kv -*survey*', { words: 'kv', excluded: ['survey'] }],
    ['kv ~-survey~', { words: 'kv', excluded: ['survey'] }],
    ['kv -“state space”', { words: 'kv', excluded: ['state space'] }],
    ['kv -‘state space’', { words: 'kv', excluded: ['state space'] }],
    ['kv "-survey"', { words: 'kv', excluded: ['survey'], phrases: [] }],
    ['kv --survey', { words: 'kv', excluded: ['survey'] }],
    ['*"state space"* kv', { phrases: ['state space'] }],
    ['`kv cache` ~_paging_~ **lora**', { words: 'kv cache paging lora' }],
    ['A* search 2*3*4 ~5 to ~10 f_x g_x', { words: 'A* search 2*3*4 ~5 to ~10 f_x g_x' }],
    ["it's don't models'", { words: "it's don't models'" }],
    ['pruning –survey −review', { words: 'pruning', excluded: ['survey', 'review'] }],
    ['anything on pruning -survey?', { words: 'anything on pruning', excluded: ['survey'] }],
    ['pruning -"large language model"', { words: 'pruning', excluded: ['large language model'] }],
    ['-GPT-4 -C++', { words: '', excluded: ['GPT-4', 'C++'] }],
    ['2:4 N:M k-NN pre-training', { words: '2:4 N:M k-NN pre-training', excluded: [] }],
    ['a - b -- c -5', { words: 'a - b -- c -5', excluded: [] }],
    ['kan since:2024', { words: 'kan', since: '2024' }],
    ['kan since:2024-06', { since: '2024-06' }],
    ['kan since:2024-06-15', { since: '2024-06-15' }],
    ['kan since:30d', { since: '2025-05-15' }],
    ['kan since:2w', { since: '2025-05-31' }],
    ['kan since:6m', { since: '2024-12-16' }],
    ['kan since:1Y', { since: '2024-06-14' }],
    ['kan Since:2024,', { since: '2024' }],
    ['what about kan since:2024?', { words: 'what about kan', since: '2024' }],
    ['kan since: 2024', { words: 'kan', since: '2024' }],
    ['kan before:2025-06', { before: '2025-06' }],
    ['kan since:2023 before:2024', { since: '2023', before: '2024' }],
    ['kan has:code', { words: 'kan', hasCode: true }],
    ['kan HAS:CODE', { hasCode: true }],
    ['kan sort:new', { sort: 'new' }],
    ['kan sort:match', { sort: 'match' }],
    ['kan sort:upvotes', { sort: 'upvotes' }],
    ['author:okafor', { words: '', authors: ['okafor'] }],
    ['kan author:"Mira Solano" author:marlowe', { words: 'kan', authors: ['Mira Solano', 'marlowe'] }],
    ['kan top:8', { top: 8 }],
    ['kan sort:old', { words: 'kan', sort: 'old' }],
    ['kan upvotes:20', { words: 'kan', upvotes: 20 }],
    ['kan upvotes: 20?', { words: 'kan', upvotes: 20 }],
    ['kan upvotes:>=20', { upvotes: 20 }],
    ['kan spelling:exact', { words: 'kan', isLiteral: true }],
    ['kan top:20.', { top: 20 }],
    ['2409.10594', { words: '', paperIds: ['2409.10594'] }],
    ['https://arxiv.org/pdf/2409.10594v2.pdf', { words: '', paperIds: ['2409.10594'] }],
    ['what is https://hf.co/papers/2409.10594?', { words: 'what is', paperIds: ['2409.10594'] }],
    ['10.48550/arXiv.2409.10594', { words: '', paperIds: ['2409.10594'] }],
    ['2409.10594 vs 2402.17762', { paperIds: ['2409.10594', '2402.17762'] }],
    ['@paperboy kan :wave: thanks :+1:', { words: 'kan thanks' }],
    ['an "unclosed phrase', { words: 'an "unclosed phrase', phrases: [] }],
    ['"" "..." "🔥" kan', { words: 'kan', phrases: [] }],
    ['note: BLEU:30 at 10:30, http://x.org', { words: 'note: BLEU:30 at 10:30, http://x.org' }],
    ['OPT:175B', { words: 'OPT:175B' }],
    ['constructor:x __proto__:y', { words: 'constructor:x __proto__:y' }],
  ])('%j', (text, expected) => {
    expect(parse(text)).toMatchObject({ text, problems: [], ...expected });
  });
});

describe('a filter that makes no sense gets a sentence that names the cure', () => {
  const dates = 'Write a year, a month, a day or a number of days back: 2024, 2024-06, 2024-06-15, 30d.';
  const known = 'The filters are since:, before:, has:, author:, sort:, upvotes:, spelling:, top:.';

  test.each([
    ['since:yesterday', `since:yesterday is not a date. ${dates}`],
    ['since:2024-13', `since:2024-13 is not a date. ${dates}`],
    ['before:2024-02-30', `before:2024-02-30 is not a date. ${dates}`],
    ['since:2024/06', `since:2024/06 is not a date. ${dates}`],
    ['since:9999y', `since:9999y is not a date. ${dates}`],
    ['has:data', 'has:data is not known. The only one is has:code.'],
    ['sort:oldest', 'sort:oldest is not known. Use sort:new, sort:old, sort:upvotes or sort:match.'],
    ['upvotes:many', 'upvotes:many is not a number. Write the least number, such as upvotes:20.'],
    ['spelling:loose', 'spelling:loose is not known. The only one is spelling:exact.'],
    ['top:0', 'top:0 is not a number from 1 to 20.'],
    ['top:21', 'top:21 is not a number from 1 to 20.'],
    ['top:many', 'top:many is not a number from 1 to 20.'],
    ['-has:code', 'I cannot leave out papers with code. Only words can be left out, as with -survey.'],
    ['-author:"ada sun"', 'I cannot leave out papers by ada sun. Only words can be left out, as with -survey.'],
    ['-upvotes:20', 'I cannot leave out papers with 20 upvotes or more. Only words can be left out, as with -survey.'],
    ['-sort:new', 'I cannot leave out sort:new. Only words can be left out, as with -survey.'],
    ['-since:2024 -before:2025', 'I cannot leave out a span of time. Write before:2024 or since:2025.'],
    ['-since:2025', 'There is no filter -since:2025. Write before:2025.'],
    ['-before:2024-06', 'There is no filter -before:2024-06. Write since:2024-06.'],
    ['sicne:2024', `sicne: is not a filter. Did you mean since:? ${known}`],
    ['sinse:2024', `sinse: is not a filter. Did you mean since:? ${known}`],
    ['befor:2024', `befor: is not a filter. Did you mean before:? ${known}`],
    ['after:2024', `after: is not a filter. Did you mean since:? ${known}`],
    ['limit:5', `limit: is not a filter. Did you mean top:? ${known}`],
  ])('%s', (text, problem) => {
    expect(parse(`kan ${text}`).problems).toEqual([problem]);
  });

  test('and all of them at once', () => {
    expect(parse('kan since:x top:99 has:y').problems).toHaveLength(3);
  });
});

test('everything that the help shows is understood', () => {
  for (const { example } of questionLanguage) expect(parse(example).problems).toEqual([]);
});

test('a pasted file is read as far as a long thread goes', () => {
  const text = 'word '.repeat(100_000);

  expect(parse(text).words.length).toBeLessThanOrEqual(maxQuestionChars);
});

test('any text at all is a question', () => {
  const random = seeded(2);

  for (let round = 0; round < 5000; round += 1) {
    const { problems, words } = parse(anyText(random, 40));

    expect(problems.every((problem) => typeof problem === 'string')).toBe(true);
    expect(words.isWellFormed()).toBe(true);
  }
});
