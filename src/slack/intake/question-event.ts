import { z } from 'zod';
import { knownForMs, type Question } from '../../store/questions.ts';

/**
 * Subtypes of messages that carry words of a person: a file with words, `/me`, a reply that is also sent to the channel. All others of
 * https://docs.slack.dev/reference/events/message#subtypes tell of something else: joins, topics, deletions, bots.
 */
const spokenSubtypes: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'me_message',
  'thread_broadcast',
]);

const messageSchema = z.looseObject({
  subtype: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().nullish(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  edited: z.unknown().optional(),
});

type SlackMessage = z.infer<typeof messageSchema>;

const eventSchema = z.discriminatedUnion('type', [
  messageSchema.extend({ type: z.literal('app_mention'), channel: z.string() }),
  messageSchema.extend({
    type: z.literal('message'),
    channel: z.string(),
    channel_type: z.string().optional(),
    message: messageSchema.optional().catch(undefined),
    previous_message: messageSchema.optional().catch(undefined),
  }),
]);

const bodySchema = z.looseObject({
  team_id: z.string().default(''),
  authorizations: z
    .array(
      z.looseObject({ team_id: z.string().nullish(), user_id: z.string().optional(), is_bot: z.boolean().optional() }),
    )
    .optional(),
  event: eventSchema,
});

/** The message that an event brings as somebody's words to the bot, new or edited. */
function messageToUs(event: z.infer<typeof eventSchema>): SlackMessage | undefined {
  if (event.type === 'app_mention') return event;
  // In channels only mentions are for us, and those come as app_mention, also when an edit adds one.
  if (event.channel_type !== 'im') return undefined;
  if (event.subtype !== 'message_changed') return event;
  const { message, previous_message: before } = event;
  // A change that is no edit adds a preview or a translation.
  return message?.edited == null || message.text === before?.text ? undefined : message;
}

/** What somebody asks the bot with this delivery; undefined when it brings no words of a person to the bot. */
export function questionOf(body: unknown, now: number): Question | undefined {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { authorizations = [], event } = parsed.data;
  // In a channel that workspaces share it is the one that installed the bot, not the one that somebody wrote from.
  const team = authorizations[0]?.team_id ?? parsed.data.team_id;
  const message = messageToUs(event);
  // Other bots may quote us without end.
  if (message === undefined || message.bot_id != null || !spokenSubtypes.has(message.subtype)) return undefined;
  // Whether a message was answered is known for so long; an older one was, if it asked us anything.
  const isOldEdit = message.edited != null && Number(message.ts) * 1_000 < now - knownForMs;
  if (isOldEdit) return undefined;
  return {
    id: `${team} ${event.channel} ${message.ts}`,
    team,
    channel: event.channel,
    user: message.user ?? '',
    ts: message.ts,
    thread: message.thread_ts,
    isDirect: event.type === 'message',
    text: message.text ?? '',
    botUserId: authorizations.find(({ is_bot }) => is_bot === true)?.user_id,
  };
}
