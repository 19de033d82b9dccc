import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';
import { aStore } from '../support/store.ts';

test('a digest whose settings are damaged is named in its channel’s list, told in the status, and can be removed there', async () => {
  const store = await aStore();
  const { slack, logs, digests } = await openSlackWorkspace({ store });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 weekdays quantization');
  await nthPosted(slack, 'general', 2);
  await ada.command('general', '/papers subscribe 9:00 weekdays dropout');
  await nthPosted(slack, 'general', 4);
  await store.db
    .updateTable('subscriptions')
    .set({ days: '[null,7]' })
    .where('topics', 'like', '%quantization%')
    .execute();

  await ada.command('general', '/papers subscriptions');
  const list = await nthPosted(slack, 'general', 5);
  await ada.command('general', '/papers status');
  const status = await nthPosted(slack, 'general', 6);

  expect(list.shown).toMatch(
    /^2 digests here\nA damaged digest\nIts settings are damaged\. Remove it and set it up anew\./,
  );
  expect(list.buttons).toEqual(['Remove', 'Pause', 'Snooze', 'Edit', 'Preview', 'Run now', 'Stop']);
  expect(status.shown).toContain('One row of the database cannot be read: see the log.');

  await ada.click(list.ref, 'subscription_remove');
  const told = await nthPosted(slack, 'general', 7);
  await slack.until(
    () => postedIn(slack, 'general')[4]?.shown.startsWith('Removed.\nOne digest here') === true,
    'the new list',
  );

  expect(told.shown).toBe('ada removed a digest here whose settings were damaged.');
  const left = await digests.digests.all();
  expect(left.map(({ subscription }) => subscription.topics)).toEqual([['dropout']]);
  expect(logs.filter(({ msg }) => msg === 'Request failed')).toEqual([]);
});
