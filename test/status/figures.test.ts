import { expect, test, vi } from 'vitest';
import { nthPosted } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

/** Figures without their values, which depend on the machine: names, labels, and 1 or more where something was counted. */
async function figuresOf({
  status,
}: {
  readonly status: { readonly monitoring: { metrics(isReady: boolean): Promise<string> } };
}) {
  const text = await status.monitoring.metrics(true);
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' '))),
      ]),
  );
}

test('whoever watches sees how soon commands and mentions are acknowledged and answered, and what Slack said of each call', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'is_archived' });
  await ada.command('general', '/papers massive activations');
  await nthPosted(slack, 'general', 1);
  await ada.mention('general', 'dropout');
  await nthPosted(slack, 'general', 2);

  const figures = await vi.waitUntil(async () => {
    const now = await figuresOf(workspace);
    return now.has('paperboy_answer_seconds_count{kind="app_mention"}') && now;
  });

  expect(figures.get('paperboy_ack_seconds_count{kind="command"}')).toBe(1);
  expect(figures.get('paperboy_answer_seconds_count{kind="command"}')).toBe(1);
  expect(figures.get('paperboy_ack_seconds_count{kind="app_mention"}')).toBe(1);
  expect(figures.get('paperboy_slack_calls_total{method="chat.postMessage",outcome="is_archived"}')).toBe(1);
  expect(figures.get('paperboy_library_papers')).toBe(119);
});

test('whoever watches sees what waits: digests that are due, since when, and questions', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, clock, digests } = workspace;
  await slack.people.as('ada').command('general', '/papers subscribe 9:00 daily quantization');
  await nthPosted(slack, 'general', 2);
  clock.now += 24 * 3_600_000;
  const [report] = await digests.digests.all();
  if (report !== undefined) await digests.digests.runNow(report.subscription);

  const figures = await figuresOf(workspace);

  expect(figures.get('paperboy_deliveries_due')).toBe(1);
  expect(figures.get('paperboy_oldest_due_delivery_timestamp_seconds')).toBe(clock.now / 1_000);
  expect(figures.get('paperboy_questions_open')).toBe(0);
});

test('every line of the log says which request it comes of, from the event to the reply', async () => {
  const { slack, logs } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'is_archived' });

  await ada.mention('general', 'dropout');
  await nthPosted(slack, 'general', 1);
  await ada.command('general', '/papers help');
  await nthPosted(slack, 'general', 2);

  const about = (text: string): unknown[] => logs.filter(({ msg }) => msg === text).map(({ request }) => request);
  await vi.waitUntil(() => about('Request done').length === 3);
  const [refused] = about('Answer not posted');
  expect(refused).toMatch(/^Ev/);
  expect(about('Request done')).toContain(refused);
  expect(about('Request done')).toContainEqual(expect.stringMatching(/^r[0-9a-f]{10}$/));
});
