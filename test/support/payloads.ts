import fc from 'fast-check';
import { actionIds } from '../../src/slack/button-state.ts';

/** What Slack delivers, one of each kind that the bot hears; the place is #general of the stand-in. */

type Json = Record<string, unknown>;

const person = { id: 'U00000ADA0', name: 'ada', username: 'ada', team_id: 'T00STANDIN' };
const team = { id: 'T00STANDIN', domain: 'local-stand-in' };
const channel = { id: 'C00GENERAL', name: 'general' };
const values = [
  JSON.stringify({ id: '2310.16836', thread: '1.000001', subscription: '0123456789ab' }),
  JSON.stringify({ list: { kind: 'question', text: 'dropout' }, offset: 3, before: [0] }),
  JSON.stringify({ say: 'more', before: '9.000001' }),
  '0123456789ab',
];
const view = (callbackId: string): Json => ({
  ...{ id: 'V00000001', type: 'modal', hash: '1.a', callback_id: callbackId, app_installed_team_id: team.id },
  private_metadata: JSON.stringify({ id: '0123456789ab', channel: channel.id, openedOn: 'x' }),
  state: {
    values: {
      subscription_topics: { subscription_topics: { type: 'plain_text_input', value: 'dropout' } },
      subscription_days: { subscription_days: { selected_options: [{ value: '1' }, { value: '7' }] } },
      subscription_size: { subscription_size: { selected_option: { value: '5' } } },
      subscription_channel: { subscription_channel: { selected_conversation: channel.id } },
    },
  },
});
const interaction = { user: person, team, channel, api_app_id: 'A00STANDIN', enterprise: null };

const actions = [...Object.values(actionIds), 'say_0', 'subscription_topics'].map(
  (action_id): Json => ({
    ...{ ...interaction, type: 'block_actions', message: { ts: '1.000001', thread_ts: '1.000001', text: 'x' } },
    container: { type: 'message', message_ts: '1.000001', channel_id: channel.id, is_ephemeral: true },
    ...(action_id.startsWith('subscription_t') && { view: view('subscription') }),
    actions: [{ type: 'button', action_id, block_id: 'b', action_ts: '2.000001', value: values[0] }],
  }),
);

const event = (inner: Json): Json => ({
  ...{ type: 'event_callback', team_id: team.id, api_app_id: 'A00STANDIN' },
  authorizations: [{ team_id: team.id, enterprise_id: null, user_id: 'U00000BOT0', is_bot: true }],
  event: { user: person.id, channel: channel.id, ts: '1.000001', event_ts: '1.000001', ...inner },
});

const spoken = { text: '<@U00000BOT0> dropout <!channel> <@U00000BEN0>' };

export const payloads = {
  events_api: [
    event({ type: 'app_mention', ...spoken }),
    event({ type: 'message', channel: 'D00000ADA0', channel_type: 'im', text: 'subscribe 9:00 daily <!here>' }),
    event({ type: 'app_home_opened', tab: 'home' }),
    ...['reaction_added', 'reaction_removed'].map((type) =>
      event({
        ...{ type, reaction: 'bookmark', item_user: 'U00000BOT0', channel: undefined },
        item: { type: 'message', channel: channel.id, ts: '1.000001' },
      }),
    ),
    event({
      ...{ type: 'link_shared', message_ts: '1.000001', source: 'conversations_history', is_bot_user_member: true },
      links: [{ domain: 'arxiv.org', url: 'https://arxiv.org/abs/2310.16836' }],
    }),
    event({
      ...{ type: 'entity_details_requested', trigger_id: '1.1', external_ref: { id: '2310.16836', type: 'paper' } },
      ...{
        link: { domain: 'arxiv.org', url: 'https://arxiv.org/abs/2310.16836' },
        entity_url: 'https://arxiv.org/abs/2310.16836',
      },
    }),
  ],
  slash_commands: ['dropout', 'subscribe', 'subscriptions', 'status', 'show 2310.16836'].map(
    (text): Json => ({
      ...{ command: '/papers', text, team_id: team.id, user_id: person.id, user_name: 'ada', channel_id: channel.id },
    }),
  ),
  interactive: [
    ...actions,
    { ...interaction, type: 'view_submission', view: view('subscription') },
    { ...interaction, type: 'view_submission', view: view('not_relevant') },
    {
      ...interaction,
      type: 'message_action',
      callback_id: 'find_related',
      action_ts: '3.1',
      message: { ...spoken, ts: '1.1' },
    },
  ],
} as const;

export type EnvelopeType = keyof typeof payloads;

/** A value inside `root`: its holder and key. Every field is as likely as every other. */
function placesIn(root: unknown, depth = 8): (readonly [holder: Json, key: string])[] {
  if (typeof root !== 'object' || root === null || depth === 0) return [];
  const holder = root as Json;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key], depth - 1)]);
}

const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** What no field expects. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e300, '', ' ', '__proto__', 'constructor', 'toString', [], [null], [[]], {}, [{}]],
    ...['<!channel> <!here> <@U00000BEN0>', '\u0000', '\u202E', '{"id":1}', 'null', '{', ...values],
  ),
  fc.constant(JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}') as unknown),
  fc.integer({ min: 1, max: 3 }).map((size) => 'x'.repeat(10 ** (size + 2))),
  fc.integer({ min: 10, max: 2_000 }).map(deep),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A delivery of which up to three fields are something else, or not there. */
export const damaged: fc.Arbitrary<{ readonly type: EnvelopeType; readonly payload: unknown }> = fc
  .tuple(
    fc.constantFrom<EnvelopeType>('events_api', 'slash_commands', 'interactive', 'interactive'),
    fc.nat(),
    fc.nat(),
    fc.array(fc.tuple(fc.nat(), fc.option(oddity, { nil: undefined })), { minLength: 1, maxLength: 3 }),
  )
  .map(([type, which, serial, changes]) => {
    const kinds = payloads[type];
    const payload: Json = structuredClone(kinds[which % kinds.length] ?? {});
    // Else most of them would be repeats of one another.
    Object.assign(payload, { trigger_id: `t${serial}`, event_id: `e${serial}`, response_url: 'http://127.0.0.1:1/' });
    for (const [where, value] of changes) {
      const places = placesIn({ payload });
      const [holder, key] = places[where % places.length] ?? [payload, ''];
      if (value === undefined) delete holder[key];
      else holder[key] = structuredClone(value);
    }
    return { type, payload };
  });
