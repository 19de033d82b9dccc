import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wishesAsText } from '../../src/digests/subscription-words.ts';
import { exclusionsAsList, splitExclusions } from '../../src/digests/topics.ts';
import { defaultWishes, problemsOf, readWishes, validPart } from '../../src/digests/wishes.ts';
import type { Wishes } from '../../src/store/subscriptions.ts';
import { testNow } from '../support/builders.ts';

const defaults: Wishes = { ...defaultWishes, timeZone: 'Europe/London' };
const read = (text: string) => readWishes(text, defaults, testNow);
const weekdays = [1, 2, 3, 4, 5];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

test('the example of the help means what it says', () => {
  expect(read('9:00 weekdays quantization, "state space" -survey top:5')).toEqual({
    wishes: {
      time: '09:00',
      days: weekdays,
      timeZone: 'Europe/London',
      topics: ['quantization', '"state space"'],
      exclusions: ['survey'],
      fewerLike: [],
      size: 5,
      hasDetails: true,
      whenQuiet: 'archive',
      savedLike: false,
    },
    problems: [],
    doubts: [],
  });
});

describe('times and days, in any order before the topics', () => {
  test.each([
    ['9:00 daily x', '09:00', everyDay],
    ['daily 17:30 x', '17:30', everyDay],
    ['at 9 every day x', '09:00', everyDay],
    ['9am x', '09:00', weekdays],
    ['12am x', '00:00', weekdays],
    ['12:15 pm on weekdays x', '12:15', weekdays],
    ['8.30 weekends x', '08:30', [6, 7]],
    ['mon x', '09:00', [1]],
    ['mondays 10:00 x', '10:00', [1]],
    ['mon, wed and fri 10:00 x', '10:00', [1, 3, 5]],
    ['tuesday-thursday x', '09:00', [2, 3, 4]],
    ['fri-mon 7pm x', '19:00', [1, 5, 6, 7]],
  ])('%s', (text, time, days) => {
    const { wishes, problems } = read(text);

    expect([wishes.time, wishes.days, wishes.topics, problems]).toEqual([time, days, ['x'], []]);
  });

  test.each([
    ['3 bit quantization', ['3 bit quantization']],
    ['monocular depth', ['monocular depth']],
    ['friendly AI, Monte Carlo', ['friendly AI', 'Monte Carlo']],
    ['"mon ami", attention', ['"mon ami"', 'attention']],
  ])('%s begins with a topic, not with a time', (text, topics) => {
    expect(read(text).wishes.topics).toEqual(topics);
  });
});

test.each([
  ['x tz:new_york', { timeZone: 'America/New_York' }],
  ['x tz:UTC', { timeZone: 'UTC' }],
  ['x details:off', { hasDetails: false }],
  ['x quiet:say', { whenQuiet: 'say' }],
  ['x top:1', { size: 1 }],
  ['x -"large language model" -toy', { exclusions: ['large language model', 'toy'] }],
  ['-survey', { exclusions: ['survey'], topics: [] }],
  ['text-to-image -3d', { topics: ['text-to-image'], exclusions: ['3d'] }],
  ['pruning has:code since:30d', { topics: ['pruning has:code since:30d'] }],
])('%s', (text, expected) => {
  const { wishes, problems } = read(text);

  expect(problems).toEqual([]);
  expect(wishes).toMatchObject(expected);
});

describe('as people write it: schedule words anywhere in the line, and topics without what joins them', () => {
  test.each<[string, string, string, string[]]>([
    ['quantization every day at 17:00', '17:00', '1234567', ['quantization']],
    ['RAG papers weekly on Monday 9am', '09:00', '1', ['RAG']],
    ['to RAG papers weekly on Monday 9am', '09:00', '1', ['RAG']],
    ['at noon kv cache', '12:00', '12345', ['kv cache']],
    ['kv cache at noon', '12:00', '12345', ['kv cache']],
    ['kv cache, daily, noon', '12:00', '1234567', ['kv cache']],
    ['quantization daily', '09:00', '1234567', ['quantization']],
    ['daily quantization', '09:00', '1234567', ['quantization']],
    ['quantization, pruning every weekday at 8', '08:00', '12345', ['quantization', 'pruning']],
    ['every weekday at 8:30am: quantization, pruning', '08:30', '12345', ['quantization', 'pruning']],
    ['every Monday at 9 quantization', '09:00', '1', ['quantization']],
    ['quantization on mondays', '09:00', '1', ['quantization']],
    ['quantization on Mondays and Thursdays at 10', '10:00', '14', ['quantization']],
    ['quantization mon/wed/fri 9:30', '09:30', '135', ['quantization']],
    ['quantization Mon - Fri at 9', '09:00', '12345', ['quantization']],
    ['quantization monday through friday at 9am', '09:00', '12345', ['quantization']],
    ['quantization m-f 9am', '09:00', '12345', ['quantization']],
    ['weekends at 10 x', '10:00', '67', ['x']],
    ['every morning x', '09:00', '1234567', ['x']],
    ['x every morning at 7', '07:00', '1234567', ['x']],
    ['every evening at 7 x', '19:00', '1234567', ['x']],
    ['x at 9 in the evening', '21:00', '12345', ['x']],
    ['x at 9 p.m.', '21:00', '12345', ['x']],
    ['x 9 p.m. daily', '21:00', '1234567', ['x']],
    ['x at 0930', '09:30', '12345', ['x']],
    ['x 17h30', '17:30', '12345', ['x']],
    ['x 17h', '17:00', '12345', ['x']],
    ["x at 9 o'clock", '09:00', '12345', ['x']],
    ['x once a week', '09:00', '1', ['x']],
    ['x once a day at 9', '09:00', '1234567', ['x']],
    ['x weekly', '09:00', '1', ['x']],
    ['x weekly on Friday 16:00', '16:00', '5', ['x']],
    ['x, weekly, fridays', '09:00', '5', ['x']],
    ['friday weekly x', '09:00', '5', ['x']],
    ['weekly round-up of x on Fridays at 16:00', '16:00', '5', ['x']],
    ['a weekly roundup on x', '09:00', '1', ['x']],
    ['a round-up of x every Friday', '09:00', '5', ['x']],
    ['weekly round-up', '09:00', '1', []],
    ['x every week on friday', '09:00', '5', ['x']],
    ['9am CT imaging', '09:00', '12345', ['CT imaging']],
    ['9:00 CT imaging', '09:00', '12345', ['CT imaging']],
    ['mon x', '09:00', '1', ['x']],
    ['daily dialogue', '09:00', '1234567', ['dialogue']],
    ['3 bit quantization', '09:00', '12345', ['3 bit quantization']],
    ['at 4 bits quantization', '09:00', '12345', ['4 bits quantization']],
    ['monocular depth', '09:00', '12345', ['monocular depth']],
    ['friendly AI, Monte Carlo', '09:00', '12345', ['friendly AI', 'Monte Carlo']],
    ['"mon ami", attention', '09:00', '12345', ['"mon ami"', 'attention']],
    ['"every day" models daily', '09:00', '1234567', ['"every day" models']],
    ['kv cache, 9:00 sharp', '09:00', '12345', ['kv cache']],
    ['llama 3.10 pruning', '09:00', '12345', ['llama 3.10 pruning']],
    ['week supervision', '09:00', '12345', ['week supervision']],
    ['diffusion has:code since:2024-06 daily at 9', '09:00', '1234567', ['diffusion has:code since:2024-06']],
    ['a daily digest of diffusion papers at 9', '09:00', '1234567', ['diffusion']],
    ['me diffusion papers each morning', '09:00', '1234567', ['diffusion']],
    ['papers on diffusion every day', '09:00', '1234567', ['diffusion']],
    ['all papers daily', '09:00', '1234567', []],
    ['daily', '09:00', '1234567', []],
    ['9:00', '09:00', '12345', []],
    ['5:30pm weekdays diffusion', '17:30', '12345', ['diffusion']],
    ['weekdays at 17:30 diffusion', '17:30', '12345', ['diffusion']],
    ['post diffusion papers every morning at 9 here', '09:00', '1234567', ['diffusion']],
    ['diffusion; pruning; 9am; mon', '09:00', '1', ['diffusion', 'pruning']],
    ['text-to-image at 9', '09:00', '12345', ['text-to-image']],
    [
      'large language models every tuesday at 14:00, without images',
      '14:00',
      '2',
      ['large language models', 'without images'],
    ],
    ['hours of daylight', '09:00', '12345', ['hours of daylight']],
    ['on Tuesdays: x', '09:00', '2', ['x']],
    ['x @ 9am', '09:00', '12345', ['x']],
    ['x @9', '09:00', '12345', ['x']],
    ['9:00 weekdays quantization, "state space" -survey top:5', '09:00', '12345', ['quantization', '"state space"']],
    ['1700 hrs x', '09:00', '12345', ['1700 hrs x']],
    ['noon x', '12:00', '12345', ['x']],
    ['midnight x', '00:00', '12345', ['x']],
    ['x around 9am', '09:00', '12345', ['x']],
    ['x by 9am', '09:00', '12345', ['x']],
    ['12 noon x', '12:00', '12345', ['x']],
    ['x daily 12pm', '12:00', '1234567', ['x']],
    ['fri-mon 7pm x', '19:00', '1567', ['x']],
    ['x every single day at 6pm', '18:00', '1234567', ['x']],
    ['x each day at 18:00', '18:00', '1234567', ['x']],
    ['x, everyday 6 pm', '18:00', '1234567', ['x']],
    ['LLM agents every wednesday morning', '09:00', '3', ['LLM agents']],
    ['LLM agents wednesday mornings at 10', '10:00', '3', ['LLM agents']],
    ['attention at night', '09:00', '12345', ['attention at night']],
    ['RAG from 9am', '09:00', '12345', ['RAG']],
  ])('%s', (text, time, days, topics) => {
    const { wishes, problems, doubts } = read(text);

    expect([wishes.time, wishes.days.join(''), wishes.topics, problems, doubts]).toEqual([time, days, topics, [], []]);
  });
});

describe('topics mean what they mean as questions; what holds for the whole digest is read from them', () => {
  test.each<[string, Partial<Wishes>]>([
    ['x from 2024', { topics: ['x since:2024 before:2025'] }],
    ['x since 2024', { topics: ['x since:2024'] }],
    ['papers from 2024 on pruning', { topics: ['pruning since:2024 before:2025'] }],
    ['pruning from 2024 on', { topics: ['pruning since:2024'] }],
    ['x with code', { topics: ['x has:code'] }],
    ['x, with code', { topics: ['x', 'has:code'] }],
    ['x by Ada Marlowe', { topics: ['x author:"Ada Marlowe"'] }],
    ['x with at least 20 upvotes', { topics: ['x upvotes:20'] }],
    ['pruning without surveys', { topics: ['pruning'], exclusions: ['survey'] }],
    ['pruning but not LLM agents', { topics: ['pruning'], exclusions: ['LLM agents'] }],
    ['"pruning with code"', { topics: ['"pruning with code"'] }],
    // A digest is of the newest as it is.
    ['the latest papers on pruning', { topics: ['pruning'] }],
    ['latest pruning papers', { topics: ['pruning'] }],
    ['latest papers on first-order methods', { topics: ['first-order methods'] }],
    ['anything new on pruning', { topics: ['pruning'] }],
    ['all new papers', { topics: [] }],
    ['a digest of everything', { topics: [] }],
    ['the newest papers', { topics: [] }],
    ['pruning top 3', { topics: ['pruning'], size: 3 }],
    ['top 3 pruning papers', { topics: ['pruning'], size: 3 }],
    ['pruning top 3 without surveys', { topics: ['pruning'], size: 3, exclusions: ['survey'] }],
    ['3 papers on pruning at 9', { topics: ['pruning'], size: 3 }],
    ['three papers on pruning', { topics: ['pruning'], size: 3 }],
    ['pruning, 10 papers', { topics: ['pruning'], size: 10 }],
    ['pruning, max 3, kv cache', { topics: ['pruning', 'kv cache'], size: 3 }],
    ['pruning size:3', { topics: ['pruning'], size: 3 }],
    ['pruning limit:3', { topics: ['pruning'], size: 3 }],
    ['recall at top 5 accuracy', { topics: ['recall at top 5 accuracy'], size: 5 }],
    ['pruning, Pruning -Toy -toy', { topics: ['pruning'], exclusions: ['Toy'] }],
    ['pruning for', { topics: ['pruning'] }],
    ['pruning in timezone Europe/Paris', { topics: ['pruning'], timeZone: 'Europe/Paris' }],
    ['pruning at lunchtime', { topics: ['pruning'], time: '12:00' }],
  ])('%s', (text, wished) => {
    const { wishes, problems, doubts } = read(text);

    expect({ wishes, problems, doubts }).toEqual({ wishes: { ...defaults, ...wished }, problems: [], doubts: [] });
  });
});

describe('a day on which it begins, ends or does not come, and a rhythm that no digest has, change nothing before somebody looked', () => {
  test.each<[string, string, string]>([
    ['x starting Monday', '12345', 'starting Monday'],
    ['x from Monday', '12345', 'from Monday'],
    ['x starting next Monday at 9', '12345', 'starting next Monday'],
    ['x until Friday', '12345', 'until Friday'],
    ['x daily until Friday', '1234567', 'until Friday'],
    ['x except weekends', '12345', 'except weekends'],
    ['x daily except weekends', '12345', 'daily'],
    ['x every day but not on Fridays', '123467', 'every day'],
    ['x twice weekly', '12345', 'twice weekly'],
    ['x three times weekly', '12345', 'three times weekly'],
    ['x every other Monday', '12345', 'every other Monday'],
    ['x M/W/F 9:00', '12345', 'M/W/F'],
    ['x Tu/Th', '12345', 'Tu/Th'],
    ['x from Monday to Friday, MWF', '12345', 'MWF'],
  ])('%s', (text, days, doubt) => {
    const { wishes, problems, doubts } = read(text);

    expect([wishes.days.join(''), wishes.topics, problems, doubts]).toEqual([days, ['x'], [], [doubt]]);
  });
});

describe('words that look like a schedule and were not read as one, or hardly can be meant, leave a doubt', () => {
  test.each<[string, string[]]>([
    ['x in the morning', ['in the morning']],
    ['x at 5', ['at 5']],
    ['x every other day', ['every']],
    ['x biweekly', ['biweekly']],
    ['x twice a week', ['twice a week']],
    ['x monthly', ['monthly']],
    ['x every hour', ['every']],
    ['x tomorrow at 9', ['tomorrow']],
    ['x starting tomorrow', ['tomorrow']],
    ['x daily except friday', ['daily']],
    ['activities of daily living', ['daily']],
    ['sat solvers', ['sat']],
    ['sun dogs', ['sun']],
    ['1:16 sparsity', ['1:16']],
    ['kv 1:16 sparsity tricks', ['1:16']],
    ['every layer matters', ['every']],
    ['x half past nine', ['half past nine']],
    ['x nine am', ['nine am']],
    ['9:00 and 17:00 x', ['17:00']],
    ['mon 9:00, thu 10:00 x', ['thu', '10:00']],
    ['good morning dataset', ['morning']],
    ['today x', ['today']],
    ['x until December', ['until December']],
    ['x until 7 Dec', ['until 7 Dec']],
    ['x starting in June', ['starting in June']],
    ['videos from daily life', ['daily']],
  ])('%s', (text, doubts) => {
    expect(read(text)).toMatchObject({ problems: [], doubts });
  });
});

describe('time zones by city, with and without quotes, and behind a time', () => {
  test.each([
    ['x tz:New York', 'America/New_York'],
    ['x tz:"New York"', 'America/New_York'],
    ['x tz:“New York”', 'America/New_York'],
    ["x tz:'New York'", 'America/New_York'],
    ['tz:New York quantization, pruning', 'America/New_York'],
    ['tz:San Francisco x', 'America/Los_Angeles'],
    ['x tz:new york city', 'America/New_York'],
    ['x timezone: Berlin', 'Europe/Berlin'],
    ['x time zone London', 'Europe/London'],
    ['x tz: London', 'Europe/London'],
    ['x tz:Bangalore', 'Asia/Kolkata'],
    ['x tz:Tel Aviv', 'Asia/Tel_Aviv'],
    ['x tz:São Paulo', 'America/Sao_Paulo'],
    ['x 9am UTC', 'UTC'],
    ['x 9am New York time', 'America/New_York'],
    ['x at 9am in Berlin', 'Europe/Berlin'],
    ['x 9am Europe/Berlin', 'Europe/Berlin'],
    ['x every day at 9am (London)', 'Europe/London'],
    ['9am London', 'Europe/London'],
    ['diffusion at 9:00 on weekdays tz:Berlin top:3 -survey', 'Europe/Berlin'],
    ['x, weekdays, 9:00, tz:Paris', 'Europe/Paris'],
  ])('%s', (text, timeZone) => {
    expect(read(text)).toMatchObject({ problems: [], doubts: [], wishes: { timeZone } });
  });
});

describe('an abbreviation, a number of hours and a name of several cities ask which is meant', () => {
  test.each([
    ['x tz:EST', 'Which city’s time zone is meant by “EST”? Write the city, such as tz:New York or tz:Toronto'],
    ['x tz:cst', 'tz:Chicago or tz:Shanghai'],
    ['x tz:IST', 'tz:Kolkata or tz:Dublin or tz:Jerusalem'],
    ['x tz:BST', 'tz:London or tz:Dhaka'],
    ['x tz:CET', 'tz:Berlin or tz:Paris'],
    ['x at 9am EST', 'tz:New York or tz:Toronto'],
    ['x 9am EST daily', 'tz:New York or tz:Toronto'],
    ['x 9am PT', 'tz:Los Angeles or tz:Vancouver'],
    ['x 9am (CET)', 'tz:Berlin or tz:Paris'],
    ['x tz:UTC+2', 'Which city’s time zone is meant by “UTC+2”?'],
    ['x tz:UTC+1', 'tz:London or tz:Dublin or tz:Berlin.'],
    ['x 9am UTC-5', 'tz:New York or tz:Toronto or tz:Chicago.'],
    ['x tz:GMT+5:30', 'such as tz:Kolkata.'],
    ['x tz:UTC+3:15', '“UTC+3:15” is no time zone.'],
    ['x tz:San Jose', 'tz:America/Los_Angeles or tz:America/Costa_Rica'],
    ['x tz:Newcastle', 'tz:Australia/Sydney or tz:Europe/London'],
  ])('%s', (text, sentence) => {
    expect(read(text).problems.join(' ')).toContain(sentence);
  });
});

test.each([
  ['25:00 x', '“25:00” is no time of day. Write it as 9:00 or 5:30pm.'],
  ['13pm x', '“13pm” is no time of day. Write it as 9:00 or 5:30pm.'],
  ['x tz:Mordor', '“Mordor” is no time zone. Write a city, as in tz:New York, or a name such as Europe/London.'],
  ['x top:0', 'A digest has 1 to 10 papers. Write top:5, for example.'],
  ['x top:many', 'A digest has 1 to 10 papers. Write top:5, for example.'],
  ['x since:yesterday', 'since:yesterday is not a date.'],
  ['x quiet:maybe', 'Write quiet:archive'],
  ['x details:maybe', 'Write details:on'],
  ['x newest first', 'sort:new orders a list of answers.'],
  ['x, most upvoted first', 'sort:upvotes orders a list of answers.'],
  ['2402.17762', '“2402.17762” names a paper, not a subject. Write “follow 2402.17762” to hear'],
  ['https://arxiv.org/abs/2409.10594 daily', 'Write “follow 2409.10594” to hear what is new of it.'],
  ['papers like 2402.17762', 'Write “follow 2402.17762” to hear what is new of it.'],
  ['pruning 2402.17762', 'Write “follow 2402.17762” to hear what is new of it.'],
  ['"', '“"” names no subject. Write one, such as quantization, or “all papers”.'],
  ['pruning, this', '“this” names no subject.'],
  ['@ben', '“@ben” names no subject.'],
  ['spelling:exact', '“spelling:exact” names no subject.'],
  ['pruning, 10', '“10” is a number, not a subject. For how many papers write top:5.'],
  ['30 papers on pruning', 'A digest has 1 to 10 papers.'],
  ['a,b,c,d,e,f,g,h,i,j,k', 'At most 10 topics fit'],
  [`${'long '.repeat(40)}`, 'is too long. A topic is a few words.'],
])('%s is refused with the cure', (text, problem) => {
  expect(read(text).problems.join(' ')).toContain(problem);
});

test('a window may have no day chosen: that is said, not stored', () => {
  expect(problemsOf({ ...defaults, days: [] }, testNow)).toEqual(['Choose at least one day of the week.']);
});

test('what is told of a subscription can be sent again and gives the same', () => {
  const word = fc
    .stringMatching(/^[a-z]{4,9}$/)
    .filter((text) => !/^(?:mon|tue|wed|thu|fri|sat|sun|dai|eve|eac|wee|wor)/.test(text));
  const wishes = fc.record({
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
    days: fc.subarray(everyDay, { minLength: 1 }),
    timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    topics: fc.uniqueArray(word, { maxLength: 5 }),
    exclusions: fc.uniqueArray(word, { maxLength: 5 }),
    fewerLike: fc.constant([]),
    size: fc.integer({ min: 1, max: 10 }),
    hasDetails: fc.boolean(),
    whenQuiet: fc.constantFrom('archive' as const, 'say' as const),
    savedLike: fc.boolean(),
  });

  fc.assert(
    fc.property(wishes, (wanted) => {
      const { wishes: got, problems } = readWishes(wishesAsText(wanted), defaults, testNow);
      expect(problems).toEqual([]);
      expect({ ...got, timeZone: '' }).toEqual({ ...wanted, timeZone: '' });
    }),
    { numRuns: 200, seed: 7 },
  );
});

test.each([
  [['quantization sort:new'], ['quantization']],
  [['pruning', 'sort:new'], ['pruning']],
  [
    ['pruning since:yesterday', 'has:code'],
    ['pruning', 'has:code'],
  ],
  [['x'.repeat(121), 'pruning'], ['pruning']],
  [['pruning 2402.17762', '10'], ['pruning']],
  [['sort:new'], undefined],
  [['2402.17762', 'this'], undefined],
  [['since:yesterday'], undefined],
  [[], []],
])('of topics %j what is valid is %j', (topics, valid) => {
  const wishes = { ...defaults, topics, size: Number.NaN };

  expect(validPart(wishes, testNow)?.topics).toEqual(valid);
  if (valid !== undefined) expect(problemsOf(validPart(wishes, testNow) ?? wishes, testNow)).toEqual([]);
});

test('exclusions with commas survive the line and the window', () => {
  const exclusions = ['mixture, of experts', 'survey', 'state space; linear'];
  const wanted = { ...defaults, exclusions };

  expect(readWishes(wishesAsText(wanted), defaults, testNow).wishes.exclusions).toEqual(exclusions);
  expect(splitExclusions(exclusionsAsList(exclusions))).toEqual(exclusions);
});

test('any text at all is read or refused, never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      read(text);
    }),
    { numRuns: 500, seed: 7 },
  );
});
