import type { Internals } from '../internals.ts';
import { maxPageItems } from '../limits.ts';
import { onWire, type StoredMessage } from '../messages.ts';
import { botUserId, type Channel, teamId } from '../workspace.ts';
import { count, flag, list, type Methods, method, optionalText, text } from './method.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const paging = { cursor: optionalText, limit: count };
const span = { oldest: optionalText, latest: optionalText, inclusive: flag };

const kindOfType: Record<string, Channel['kind']> = { public_channel: 'public', private_channel: 'private', im: 'im' };
const readScope = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

export function createConversationsMethods({ access, workspace, messages }: Internals): Methods {
  return {
    'conversations.info': method({
      parameters: { channel: text, include_num_members: flag, include_locale: flag },
      run(given) {
        const channel = access.channel(given.channel);
        access.requireScope(readScope[channel.kind]);
        const size = given.include_num_members && { num_members: channel.members.length };
        const locale = given.include_locale === true && { locale: workspace.locale };
        return { channel: { ...wireChannel(channel), ...size, ...locale } };
      },
    }),

    'users.conversations': method({
      parameters: { types: list.default(['public_channel']), user: optionalText, exclude_archived: flag, ...paging },
      run({ types, user = botUserId, exclude_archived: excludeArchived, cursor, limit }) {
        access.person(user);
        const kinds = types.map((type) => {
          const kind = kindOfType[type];
          if (!kind) throw new Refusal('invalid_types');
          access.requireScope(readScope[kind]);
          return kind;
        });
        const joined = workspace
          .channels()
          .filter((channel) => kinds.includes(channel.kind) && workspace.isMember(channel, user))
          .filter((channel) => channel.kind === 'public' || workspace.isMember(channel, botUserId))
          .filter(({ isArchived }) => !(excludeArchived && isArchived));
        const page = pageOf(joined, { keyOf: ({ id }) => id, cursor, limit });
        return { channels: page.items.map(wireChannel), response_metadata: { next_cursor: page.nextCursor } };
      },
    }),

    'conversations.history': method({
      parameters: { channel: text, include_all_metadata: flag, ...span, ...paging },
      run(given) {
        const { id } = access.channelToRead(given.channel);
        const newestFirst = messages
          .inChannel(id)
          .filter(({ thread_ts: parent, ts }) => !parent || parent === ts)
          .toReversed();
        return messagePage(newestFirst, given);
      },
    }),

    'conversations.replies': method({
      parameters: { channel: text, ts: text, include_all_metadata: flag, ...span, ...paging },
      run(given) {
        const { id } = access.channelToRead(given.channel);
        // docs: of the parent, or of any message in the thread.
        const { thread_ts: root = given.ts } = messages.find({ channel: id, ts: given.ts }) ?? {};
        const [parent, ...replies] = messages.inThread({ channel: id, ts: root });
        if (!parent || parent.ephemeralFor) throw new Refusal('thread_not_found');
        const { messages: rest, ...page } = messagePage(replies, { limit: maxPageItems, ...given });
        const first = given.cursor ? [] : [onWire(parent, metadataWish(given))]; // The parent leads the first page.
        return { messages: [...first, ...rest], ...page };
      },
    }),

    'conversations.open': method({
      scopes: ['im:write'],
      parameters: { users: list.optional(), channel: optionalText, return_im: flag },
      run({ users, channel, return_im: returnIm }) {
        if (users && users.length !== 1) throw new Refusal('not_enough_users'); // Group messages are not modelled.
        const [user = ''] = users ?? [];
        const direct = channel ? access.channel(channel) : workspace.directMessage(access.person(user).id);
        if (!direct) throw new Refusal('channel_not_found');
        return { channel: returnIm ? wireChannel(direct) : { id: direct.id } };
      },
    }),
  };
}

interface MessagePageWish {
  include_all_metadata?: boolean | undefined;
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

function metadataWish(wish: MessagePageWish) {
  return wish.include_all_metadata ? 'metadata' : 'no metadata';
}

function messagePage(found: StoredMessage[], wish: MessagePageWish) {
  const { oldest = '0', latest = '9999999999', inclusive, cursor, limit } = wish;
  const isInSpan = ({ ts }: StoredMessage) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
  const readable = found.filter((message) => !message.ephemeralFor && isInSpan(message));
  const page = pageOf(readable, { keyOf: ({ ts }) => ts, cursor, limit });
  return {
    messages: page.items.map((message) => onWire(message, metadataWish(wish))),
    has_more: page.nextCursor !== '',
    ...(page.nextCursor && { response_metadata: { next_cursor: page.nextCursor } }),
  };
}

function wireChannel(channel: Channel): Record<string, unknown> {
  const { id, name, kind, isArchived, members, purpose } = channel;
  const created = 1_700_000_000; // Any time before the first message.
  const shared = { id, created, is_archived: isArchived, context_team_id: teamId, is_mpim: false };
  if (kind === 'im') return { ...shared, is_im: true, user: members.find((member) => member !== botUserId) };
  return {
    ...shared,
    name,
    name_normalized: name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_private: kind === 'private',
    is_ext_shared: false,
    is_general: name === 'general',
    is_member: members.includes(botUserId),
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: purpose, creator: '', last_set: 0 },
  };
}
