import { z } from 'zod';
import { answerFaults, deliveryFaults } from '../stand-in/faults.ts';
import type { ActOutcome, Actor } from '../stand-in/people/actor.ts';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';

/** What a visitor does on the page, as the client sends it. */
const messageRef = z.object({ channel: z.string(), ts: z.string() });
const given = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const text = z.string().min(1).max(40_000);

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('send'), channel: z.string(), thread: z.string().optional(), text }),
  z.object({
    kind: z.literal('press'),
    surface: z.union([z.literal('modal'), z.literal('home'), messageRef]),
    type: z.string(),
    actionId: z.string(),
    blockId: z.string(),
    value: given.default(null),
    /** What the fields around it hold. */
    values: z.record(z.string(), given),
  }),
  z.object({ kind: z.literal('submit'), values: z.record(z.string(), given) }),
  z.object({ kind: z.literal('close-view') }),
  messageRef.extend({ kind: z.literal('shortcut'), callbackId: z.string() }),
  messageRef.extend({ kind: z.literal('edit'), text }),
  messageRef.extend({ kind: z.literal('delete') }),
  messageRef.extend({ kind: z.literal('react'), name: z.string() }),
  z.object({ kind: z.literal('open-home'), tab: z.enum(['home', 'messages']) }),
  z.object({
    kind: z.literal('fault'),
    on: z.string(),
    fault: z.enum([...answerFaults, ...deliveryFaults]),
    isAfter: z.boolean(),
    times: z.number().int().min(1).max(20),
  }),
  z.object({ kind: z.literal('disconnect') }),
]);

type Act = z.infer<typeof act>;

const done: ActOutcome = { acknowledged: true };

function press(person: Actor, { surface, type, value, values, ...action }: Extract<Act, { kind: 'press' }>) {
  person.fillIn(surface, values);
  if (type === 'button') return person.click(surface, action);
  if (type === 'overflow') return person.overflow(surface, action, String(value));
  return person.select(surface, action, value);
}

/**
 * Does what the visitor did, as the person they act as. Resolves when the app acknowledged, or with what the person sees instead.
 *
 * @param given the act as JSON
 * @throws when it cannot be done at all: no such act, no such button, not in that channel
 */
export async function perform(slack: SlackStandIn, actingAs: string, given: unknown): Promise<ActOutcome> {
  const wanted = act.parse(given);
  const person = slack.people.as(actingAs);
  switch (wanted.kind) {
    case 'send': {
      const { channel, text, thread } = wanted;
      const options = thread === undefined ? {} : { threadTs: thread };
      if (text.startsWith('/')) return person.command(channel, text, options);
      await person.say(channel, text, options);
      return done;
    }
    case 'press':
      return press(person, wanted);
    case 'submit':
      return person.submit(wanted.values);
    case 'close-view':
      return person.closeView();
    case 'shortcut':
      return person.shortcut(wanted.callbackId, wanted);
    case 'edit':
      return person.edit(wanted, wanted.text);
    case 'delete':
      return person.deleteMessage(wanted);
    case 'react':
      return person.react(wanted, wanted.name);
    case 'open-home':
      return person.openHome(wanted.tab);
    case 'fault': {
      const { on, fault: kind, isAfter: after, times } = wanted;
      // A refusal that is clear: after Slack's own trouble the bot would try again, and the visitor would see nothing of it.
      slack.faults.inject({ on, kind, after, times, error: 'restricted_action' });
      return done;
    }
    case 'disconnect':
      slack.faults.disconnectSockets();
      return done;
    default:
      return wanted satisfies never;
  }
}
