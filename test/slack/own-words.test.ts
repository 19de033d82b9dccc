import { expect, test } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { nthPosted } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith } from '../support/slack-workspace.ts';

/** What people type who never read a manual, and what they read back. */

const papers = ['Dropout in graphs', 'Dropout in vision', 'Pruning heads'].map((title, index) =>
  aPaper({ id: `240${index + 1}.0000${index}`, title, abstract: `We study ${title.toLowerCase()}.` }),
);

test.each([
  ['papers on dropout please', 'dropout'],
  ['what has been done on dropout?', 'dropout'],
  ['show me some recent work on dropout', 'dropout'],
  ['is there anything about dropout in graphs?', 'dropout in graphs'],
  ['how does dropout work', 'how does dropout work'],
])('“%s” is answered as a question on “%s”', async (said, subject) => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });

  await slack.people.as('ada').command('general', `/papers ${said}`);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(`Papers on “${subject}”`);
});

test('a question that ends in a mark is gone on with without it', async () => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');
  const { ts } = await ada.mention('general', 'anything on dropout?');
  await nthPosted(slack, 'general', 1);

  await ada.mention('general', 'and for vision?', { threadTs: ts });

  expect((await nthPosted(slack, 'general', 2)).shown).toContain('“dropout for vision”');
});

test('most upvoted first says so where no paper has upvotes', async () => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });

  await slack.people.as('ada').command('general', '/papers dropout sort:upvotes');

  expect((await nthPosted(slack, 'general', 1)).shown).toContain('None of these papers has upvotes on record.');
});

test('the status says who paused a digest', async () => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 daily dropout');
  await nthPosted(slack, 'general', 2);
  await ada.command('general', '/papers pause');
  await nthPosted(slack, 'general', 3);

  await ada.command('general', '/papers status');

  expect((await nthPosted(slack, 'general', 4)).shown).toContain('Digest paused by ada: dropout');
});

test('of similar papers so many are counted as somebody might call similar', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').command('general', '/papers similar to 2402.17762');

  expect((await nthPosted(slack, 'general', 1)).shown).toContain('Papers similar to 2402.17762: 1–5 of 20');
});

test.each(['2401.00000', 'what is this paper about? https://arxiv.org/abs/2401.00000'])(
  'a paper that is named heads its answer: %s',
  async (said) => {
    const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });

    await slack.people.as('ada').command('general', `/papers ${said}`);

    expect((await nthPosted(slack, 'general', 1)).shown).toMatch(/^Paper 2401\.00000\n/);
  },
);
