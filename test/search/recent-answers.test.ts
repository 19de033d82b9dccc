import { expect, test } from 'vitest';
import { createAsk } from '../../src/search/ask.ts';
import { rememberAnswers } from '../../src/search/recent-answers.ts';
import { aPaper, libraryOf, testNow } from '../support/builders.ts';

test('a question that was asked before is answered as before, until a paper comes or the hour is over', async () => {
  const library = libraryOf([aPaper({ id: '1', title: 'Dropout', abstract: 'We drop units.' })]);
  const clock = { now: testNow };
  const now = (): number => clock.now;
  const { ask } = rememberAnswers(createAsk({ library, now }), { library, now });

  const first = await ask('dropout');
  const again = await ask('dropout');
  const other = await ask('dropout', { offset: 1 });
  clock.now += 3_600_000;
  const later = await ask('dropout');
  library.add([aPaper({ id: '2', title: 'Dropout anew', abstract: 'We drop more units.' })]);
  const after = await ask('dropout');

  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(later).not.toBe(first);
  expect(later).toEqual(first);
  expect(after).toMatchObject({ kind: 'matches', total: 2 });
});

test('what was not found is looked for again', async () => {
  const library = libraryOf([aPaper({ title: 'Dropout' })]);
  const { ask } = rememberAnswers(createAsk({ library, now: () => testNow }), { library, now: () => testNow });

  const [first, again] = [await ask('zyxquark'), await ask('zyxquark')];

  expect(first.kind).toBe('none');
  expect(again).not.toBe(first);
});
