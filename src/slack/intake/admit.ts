import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';

/**
 * What the listeners read of a delivery, checked before Bolt sees it: a signature says who sent it, not that it is what its type says.
 * Bolt (5.1.0) looks workspaces up in an object without guarding its prototype (`constructor` and `__proto__` throw), and reads fields
 * of `event`, `actions` and `view` untested. Fields that nobody here reads may hold anything.
 */

// Slack's ids are capitals and digits; those of its stand-ins may have more, but no name that every object has.
const id = z.string().regex(/^(?!__|constructor$)[\w.-]{1,100}$/);
const workspaceId = z.string().regex(/^[A-Z][\w-]{0,99}$/);
const text = z.string();
const perhaps = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();
const ofWorkspace = { id: workspaceId, enterprise_id: perhaps(workspaceId) };

/** Where a delivery comes from, whatever its kind. */
const origin = {
  team_id: perhaps(workspaceId),
  enterprise_id: perhaps(workspaceId),
  team: perhaps(z.looseObject(ofWorkspace)),
  enterprise: perhaps(z.looseObject({ id: workspaceId })),
  trigger_id: text.optional(),
  event_id: text.optional(),
  response_url: text.optional(),
};
const person = z.looseObject({
  id,
  name: text.optional(),
  username: text.optional(),
  team_id: perhaps(workspaceId),
});
const conversation = z.looseObject({ id });
const option = z.looseObject({ value: text.optional() });

const view = z.looseObject({
  type: text.optional(),
  id: text,
  hash: text.optional(),
  callback_id: text.optional(),
  private_metadata: text,
  app_installed_team_id: perhaps(workspaceId),
  state: z.looseObject({
    values: z.record(
      text,
      z.record(
        text,
        z.looseObject({
          value: perhaps(text),
          selected_option: perhaps(option),
          selected_options: perhaps(z.array(option)),
          selected_time: perhaps(text),
          selected_conversation: perhaps(id),
        }),
      ),
    ),
  }),
});

const eventBody = z.looseObject({
  ...origin,
  authorizations: perhaps(
    z.array(z.looseObject({ team_id: perhaps(workspaceId), enterprise_id: perhaps(workspaceId) })),
  ),
  event: z.looseObject({
    type: text,
    user: perhaps(z.union([id, z.looseObject({})])),
    channel: z.union([id, conversation]).optional(),
    item: z.looseObject({}).optional(),
    subteam: z.looseObject({}).optional(),
    ts: text.optional(),
    thread_ts: text.optional(),
  }),
});
const spokenEvent = z.looseObject({ user: perhaps(id), channel: id });
const reactionEvent = z.looseObject({
  user: id,
  reaction: text,
  item_user: perhaps(id),
  item: z.union([
    z.looseObject({ type: z.literal('message'), channel: id, ts: z.string().regex(/^\d+\.\d+$/) }),
    z.looseObject({ type: z.enum(['file', 'file_comment']) }),
  ]),
});
const linkEvent = z.looseObject({
  user: id,
  channel: id,
  message_ts: text,
  thread_ts: text.optional(),
  source: perhaps(text),
  links: z.array(z.looseObject({ url: text })),
});
const entityEvent = z.looseObject({
  user: id,
  trigger_id: text,
  link: z.looseObject({ url: text }),
  external_ref: z.looseObject({ id: text }).optional(),
});
const homeEvent = z.looseObject({ user: id, tab: text, channel: id.optional() });

const command = z.looseObject({
  ...origin,
  command: text,
  text,
  team_id: workspaceId,
  channel_id: id,
  user_id: id,
  user_name: text,
  response_url: text,
});

const interaction = z.discriminatedUnion('type', [
  z.looseObject({
    ...origin,
    type: z.literal('block_actions'),
    user: person,
    channel: conversation.optional(),
    container: z.looseObject({}),
    trigger_id: text,
    message: z.looseObject({ ts: text, thread_ts: text.optional() }).optional(),
    view: view.optional(),
    actions: z.tuple(
      [
        z.looseObject({
          action_id: text,
          type: text,
          action_ts: text.optional(),
          value: perhaps(text),
          selected_option: option.optional(),
        }),
      ],
      z.looseObject({}),
    ),
  }),
  z.looseObject({ ...origin, type: z.enum(['view_submission', 'view_closed']), user: person, view }),
  z.looseObject({
    ...origin,
    type: z.literal('message_action'),
    callback_id: text,
    action_ts: text,
    user: person,
    channel: conversation,
    message: z.looseObject({
      text: perhaps(text),
      user: perhaps(text),
      ts: perhaps(text),
      bot_id: perhaps(text),
    }),
  }),
]);

const eventsByType: Readonly<Record<string, z.ZodType>> = {
  app_mention: spokenEvent,
  message: spokenEvent,
  app_home_opened: homeEvent,
  reaction_added: reactionEvent,
  reaction_removed: reactionEvent,
  link_shared: linkEvent,
  entity_details_requested: entityEvent,
};

/** What is wrong with a delivery, as paths into it; undefined for one that the listeners can read. */
function problemOf(body: Readonly<Record<string, unknown>>): string | undefined {
  // In the order in which Bolt tells the kinds apart.
  const schema = body['event'] !== undefined ? eventBody : body['command'] !== undefined ? command : interaction;
  const parsed = schema.safeParse(body);
  if (!parsed.success) return pathsOf(parsed.error);
  if (schema !== eventBody) return undefined;
  const { event } = eventBody.parse(body);
  const read = Object.hasOwn(eventsByType, event.type) ? eventsByType[event.type]?.safeParse(event) : undefined;
  return read?.error && pathsOf(read.error);
}

/** Where it does not fit; what stands there is no matter for the log. */
function pathsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, code }) => `${path.slice(0, 6).join('.')}: ${code}`)
    .join('; ')
    .slice(0, 500);
}

/**
 * What nobody can read is acknowledged, so that it does not come again, and goes no further; nothing that Bolt throws does either. What
 * no listener hears, such as a button of an older version, is acknowledged as well.
 */
export function admitSound(app: Pick<App, 'processEvent'>, logger: Logger): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let isAcknowledged = false;
    const ack: ReceiverEvent['ack'] = async (response) => {
      isAcknowledged = true;
      try {
        await event.ack(response);
      } catch (error) {
        // The connection ended. What was asked is done all the same; if it is delivered again, that is acknowledged and nothing more.
        logger.warn({ err: error }, 'An acknowledgement was lost');
      }
    };
    const problem = problemOf(event.body);
    try {
      if (problem === undefined) await processEvent({ ...event, ack });
      else logger.warn({ problem }, 'Delivery not understood');
    } catch (error) {
      logger.error({ err: error }, 'Delivery could not be handled');
    }
    if (!isAcknowledged) await ack();
  };
}
