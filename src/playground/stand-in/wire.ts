import type { Block } from './block-kit/blocks.ts';
import type { PlainText } from './block-kit/composition-objects.ts';
import type { Option } from './block-kit/elements.ts';

/** Slack's own shapes, as far as the stand-in sends them. Field names are the wire's. */
export interface Message {
  type: 'message';
  subtype?: string;
  ts: string;
  user: string;
  team: string;
  text: string;
  blocks?: Block[];
  /** What apps attached to its links. */
  attachments?: Unfurl[];
  files?: SharedFile[];
  metadata?: MessageMetadata;
  client_msg_id?: string;
  app_id?: string;
  bot_id?: string;
  bot_profile?: { id: string; app_id: string; name: string; team_id: string };
  /** On a parent with replies and on every reply: the parent's ts. */
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
}

/** docs, unfurling links: what an app shows under a link of somebody's message. */
export interface Unfurl {
  id: number;
  blocks: Block[];
  fallback: string;
  from_url: string;
  app_unfurl_url: string;
  is_app_unfurl: true;
  app_id: string;
  bot_id: string;
}

/** docs, file object: as much of it as a message shows. */
export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  url_private: string;
  permalink: string;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

/** A text, date, time or id, an option, or several. */
export type Held = string | Option | Option[] | null;

/** Its one field beside the type is named for the kind of element: `value`, `selected_option`. */
export type FormValue = { type: string; [field: string]: Held };

/** block_id -> action_id -> what the person chose or typed. */
export type FormValues = Record<string, Record<string, FormValue>>;

export interface View {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title: PlainText | null;
  close: PlainText | null;
  submit: PlainText | null;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  state: { values: FormValues };
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
}

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';
