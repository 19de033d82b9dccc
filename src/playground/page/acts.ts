import { z } from 'zod';
import type { Fault } from '../stand-in/faults.ts';
import type { ActOutcome, SurfaceRef } from '../stand-in/people/actor.ts';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';

/** What a visitor does on the page, as the client sends it. */
const surface = z.union([z.literal('modal'), z.literal('home'), z.object({ channel: z.string(), ts: z.string() })]);
const given = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const message = { channel: z.string(), ts: z.string() };

const act = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('send'),
    channel: z.string(),
    thread: z.string().optional(),
    text: z.string().min(1).max(40_000),
  }),
  z.object({
    kind: z.literal('press'),
    surface,
    type: z.string(),
    actionId: z.string(),
    blockId: z.string(),
    value: given.optional(),
    /** What the fields around it hold. */
    values: z.record(z.string(), given).optional(),
  }),
  z.object({ kind: z.literal('submit'), values: z.record(z.string(), given) }),
  z.object({ kind: z.literal('close-view') }),
  z.object({ kind: z.literal('shortcut'), callbackId: z.string(), ...message }),
  z.object({ kind: z.literal('edit'), text: z.string().min(1).max(40_000), ...message }),
  z.object({ kind: z.literal('delete'), ...message }),
  z.object({ kind: z.literal('react'), name: z.string(), ...message }),
  z.object({ kind: z.literal('open-home'), tab: z.enum(['home', 'messages']) }),
  z.object({
    kind: z.literal('fault'),
    on: z.string(),
    fault: z.enum(['429', '500', 'hang', 'drop', 'slow', 'refused', 'badjson', 'html', 'duplicate', 'lose', 'delay']),
    isAfter: z.boolean(),
    times: z.number().int().min(1).max(20),
  }),
  z.object({ kind: z.literal('disconnect') }),
]);

export type Act = z.infer<typeof act>;

/** @throws ZodError when it is no act */
export function parseAct(json: unknown): Act {
  return act.parse(json);
}

const done: ActOutcome = { acknowledged: true };

async function send(
  slack: SlackStandIn,
  actingAs: string,
  { channel, thread, text }: Extract<Act, { kind: 'send' }>,
): Promise<ActOutcome> {
  const person = slack.people.as(actingAs);
  const options = thread === undefined ? {} : { threadTs: thread };
  if (text.startsWith('/')) return person.command(channel, text, options);
  await person.say(channel, text, options);
  return done;
}

async function press(
  slack: SlackStandIn,
  actingAs: string,
  { surface: on, type, actionId, blockId, value = null, values = {} }: Extract<Act, { kind: 'press' }>,
): Promise<ActOutcome> {
  const person = slack.people.as(actingAs);
  const place: SurfaceRef = on;
  const action = { actionId, blockId };
  person.fillIn(place, values);
  if (type === 'button') return person.click(place, action);
  if (type === 'overflow') return person.overflow(place, action, String(value));
  return person.select(place, action, value);
}

/**
 * Does what the visitor did, as the person they act as. Resolves when the app acknowledged, or with what the person sees instead.
 *
 * @throws when it cannot be done at all: no such button, not in that channel
 */
export async function perform(slack: SlackStandIn, actingAs: string, wanted: Act): Promise<ActOutcome> {
  const person = slack.people.as(actingAs);
  switch (wanted.kind) {
    case 'send':
      return send(slack, actingAs, wanted);
    case 'press':
      return press(slack, actingAs, wanted);
    case 'submit':
      return person.submit(wanted.values);
    case 'close-view':
      return person.closeView();
    case 'shortcut':
      return person.shortcut(wanted.callbackId, { channel: wanted.channel, ts: wanted.ts });
    case 'edit':
      return person.edit({ channel: wanted.channel, ts: wanted.ts }, wanted.text);
    case 'delete':
      return person.deleteMessage({ channel: wanted.channel, ts: wanted.ts });
    case 'react':
      return person.react({ channel: wanted.channel, ts: wanted.ts }, wanted.name);
    case 'open-home':
      return person.openHome(wanted.tab);
    case 'fault': {
      const { on, fault, isAfter, times } = wanted;
      // A refusal that is clear: after Slack's own trouble the bot would try again, and the visitor would see nothing of it.
      slack.faults.inject({ on, kind: fault, after: isAfter, times, error: 'restricted_action' } satisfies Fault);
      return done;
    }
    case 'disconnect':
      slack.faults.disconnectSockets();
      return done;
    default:
      return wanted satisfies never;
  }
}
