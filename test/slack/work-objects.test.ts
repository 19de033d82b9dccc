// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { paperWorkObject } from '../../src/slack/messages/work-object.ts';
import { aPaper } from '../support/builders.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const massive = 'https://arxiv.org/abs/2402.17762';
const title = 'Massive Activations in Large Language Models';

async function sharedIn(workspace: SlackWorkspace): Promise<readonly Record<string, unknown>[]> {
  const { slack } = workspace;
  await slack.people.as('ada').say('general', `see ${massive}v2`);
  await slack.until(() => slack.traffic.calls('chat.unfurl')[0]);
  return slack.traffic.calls('chat.unfurl').map(({ arguments: { metadata, ...others } }) => ({
    ...others,
    ...(metadata !== undefined && { metadata: JSON.parse(String(metadata)) }),
  }));
}

const opened = ({ slack }: SlackWorkspace, triggerId: string, id: string): void =>
  slack.sendFrame(
    JSON.stringify({
      ...{ type: 'events_api', envelope_id: `opened-${id}`, accepts_response_payload: false },
      payload: {
        ...{ type: 'event_callback', team_id: slack.teamId, event_id: `Ev${id}` },
        authorizations: [{ team_id: slack.teamId, user_id: slack.botUserId, is_bot: true }],
        event: {
          ...{ type: 'entity_details_requested', user: 'U00000ADA0', trigger_id: triggerId, user_locale: 'en-US' },
          ...{ link: { url: massive, domain: 'arxiv.org' }, entity_url: massive, event_ts: '1.000001' },
          external_ref: { id, type: 'paper' },
        },
      },
    }),
  );

/** The stand-in's page draws no Work Object to press; whatever a person does gives Slack's permission to open one thing. */
async function triggerFor({ slack }: SlackWorkspace): Promise<string> {
  await slack.people.as('ada').command('general', '/papers help');
  const [command] = slack.traffic.entries().filter((entry) => entry.kind === 'delivery');
  return String(command?.payload['trigger_id']);
}

test('a paper under a link comes as a Work Object beside its preview, under the link as it was typed', async () => {
  const [call] = await sharedIn(await openSlackWorkspace({ showsWorkObjects: true }));

  expect(JSON.stringify(call?.['unfurls'])).toContain(title);
  expect(call?.['metadata']).toMatchObject({
    entities: [
      {
        ...{ app_unfurl_url: `${massive}v2`, url: massive, entity_type: 'slack#/entities/content_item' },
        ...{ external_ref: { id: '2402.17762' }, entity_payload: { attributes: { title: { text: title } } } },
      },
    ],
  });
});

test('without the setting there is no Work Object', async () => {
  const [call] = await sharedIn(await openSlackWorkspace());

  expect(call).not.toHaveProperty('metadata');
});

test('a workspace that refuses Work Objects has the preview all the same', async () => {
  const workspace = await openSlackWorkspace({ showsWorkObjects: true });
  workspace.slack.faults.inject({ on: 'chat.unfurl', kind: 'refused', error: 'invalid_metadata' });

  // The call that was refused is no call of the traffic.
  const [call] = await sharedIn(workspace);

  expect(workspace.slack.faults.list()).toEqual([]);
  expect(call).not.toHaveProperty('metadata');
  expect(JSON.stringify(call?.['unfurls'])).toContain(title);
});

test.each([
  ['2402.17762', /Massive Activations in Large Language Models/],
  ['2401.99999', /Paperboy does not hold this paper any more/],
])('pressed, %s opens beside the conversation', async (id, shown) => {
  const workspace = await openSlackWorkspace({ showsWorkObjects: true });
  const { slack } = workspace;
  opened(workspace, await triggerFor(workspace), id);

  const call = await slack.until(() => slack.traffic.calls('entity.presentDetails')[0]);

  expect(call.response).toMatchObject({ ok: true });
  expect(JSON.stringify(call.arguments)).toMatch(shown);
});

test('what a source did not tell is left out, and only an exact day is a date', () => {
  const { fields } = paperWorkObject(aPaper({ abstract: '', authors: [], published: '2024' })).entity_payload;
  const { fields: dated } = paperWorkObject(aPaper({ published: '2024-02-27' })).entity_payload;

  expect(fields).toEqual({});
  expect(dated).toMatchObject({ date_created: { value: 1_708_992_000 } });
});
