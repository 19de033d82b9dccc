/**
 * The shapes that apps send, as far as we draw them. Every field is `unknown` until one of the readers below has looked
 * at it, so that a malformed block can look odd but never break the page.
 */

export interface WireText {
  type?: unknown;
  text?: unknown;
  emoji?: unknown;
}

export interface WireOption {
  text?: unknown;
  value?: unknown;
  description?: unknown;
  url?: unknown;
}

export interface WireOptionGroup {
  label?: unknown;
  options?: unknown;
}

export interface WireConfirm {
  title?: unknown;
  text?: unknown;
  confirm?: unknown;
  deny?: unknown;
  style?: unknown;
}

export interface WireBlock {
  type?: unknown;
  block_id?: unknown;
  text?: unknown;
  fields?: unknown;
  accessory?: unknown;
  elements?: unknown;
  element?: unknown;
  label?: unknown;
  hint?: unknown;
  optional?: unknown;
  dispatch_action?: unknown;
  title?: unknown;
  alt_text?: unknown;
  image_url?: unknown;
  rows?: unknown;
  child_blocks?: unknown;
  rich_text_title?: unknown;
  subtitle?: unknown;
  is_collapsible?: unknown;
  default_collapsed?: unknown;
}

/** Any interactive element; `text` names a button. */
export interface WireElement {
  type?: unknown;
  action_id?: unknown;
  text?: unknown;
  value?: unknown;
  url?: unknown;
  style?: unknown;
  accessibility_label?: unknown;
  confirm?: unknown;
  positive_button?: unknown;
  negative_button?: unknown;
  placeholder?: unknown;
  options?: unknown;
  option_groups?: unknown;
  min_query_length?: unknown;
  multiline?: unknown;
  min_length?: unknown;
  max_length?: unknown;
  is_decimal_allowed?: unknown;
  min_value?: unknown;
  max_value?: unknown;
  dispatch_action_config?: unknown;
  focus_on_load?: unknown;
  alt_text?: unknown;
  image_url?: unknown;
  initial_option?: unknown;
  initial_options?: unknown;
  initial_user?: unknown;
  initial_users?: unknown;
  initial_channel?: unknown;
  initial_channels?: unknown;
  initial_conversation?: unknown;
  initial_conversations?: unknown;
  initial_value?: unknown;
  initial_date?: unknown;
  initial_time?: unknown;
  initial_date_time?: unknown;
}

export interface WireDispatchConfig {
  trigger_actions_on?: unknown;
}

/** One entry of `view.state.values[block_id][action_id]`. */
export interface WireStateValue {
  value?: unknown;
  selected_option?: unknown;
  selected_options?: unknown;
  selected_user?: unknown;
  selected_users?: unknown;
  selected_channel?: unknown;
  selected_channels?: unknown;
  selected_conversation?: unknown;
  selected_conversations?: unknown;
  selected_date?: unknown;
  selected_time?: unknown;
  selected_date_time?: unknown;
}

export interface WireRichText {
  type?: unknown;
  elements?: unknown;
  style?: unknown;
  indent?: unknown;
  offset?: unknown;
  text?: unknown;
  url?: unknown;
  name?: unknown;
  unicode?: unknown;
  user_id?: unknown;
  channel_id?: unknown;
  usergroup_id?: unknown;
  range?: unknown;
  timestamp?: unknown;
  format?: unknown;
  fallback?: unknown;
}

export interface WireRichTextStyle {
  bold?: unknown;
  italic?: unknown;
  strike?: unknown;
  code?: unknown;
  underline?: unknown;
}

export interface WireMessage {
  subtype?: unknown;
  user?: unknown;
  bot_id?: unknown;
  username?: unknown;
  bot_profile?: unknown;
  text?: unknown;
  mrkdwn?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  ts?: unknown;
  thread_ts?: unknown;
  reply_count?: unknown;
  edited?: unknown;
  reactions?: unknown;
  is_ephemeral?: unknown;
}

export interface WireReaction {
  name?: unknown;
  count?: unknown;
  users?: unknown;
}

export interface WireAttachment {
  pretext?: unknown;
  author_name?: unknown;
  service_name?: unknown;
  title?: unknown;
  title_link?: unknown;
  text?: unknown;
  fallback?: unknown;
  fields?: unknown;
  footer?: unknown;
  image_url?: unknown;
  thumb_url?: unknown;
  blocks?: unknown;
}

export interface WireAttachmentField {
  title?: unknown;
  value?: unknown;
}

export interface WireView {
  id?: unknown;
  callback_id?: unknown;
  title?: unknown;
  blocks?: unknown;
  close?: unknown;
  submit?: unknown;
  state?: unknown;
}

export interface WireViewState {
  values?: unknown;
}

export interface WireNamed {
  name?: unknown;
}

/** `value` when it is an object, else an empty one. */
export function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** `value` when it is a string, a finite number as text, else "". */
export function asString(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** `value` when it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `value` as a finite number, from a number or a numeric string, else `undefined`. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The own property `key` of `value`, else `undefined`. Own, so that "constructor" finds nothing. */
export function valueAt(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(asObject(value), key)?.value;
}
