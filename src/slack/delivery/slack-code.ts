/** What a code of Slack means for us. */
export type Meaning =
  /** This message is not as Slack wants it: our fault. Once more in plain form. */
  | 'message'
  /** The call is not: our fault too. */
  | 'call'
  /** Nobody can answer in this thread; its channel is open. */
  | 'thread'
  /** The bot is not in this channel. */
  | 'outside'
  /** Nothing can be posted or read in this channel: a rule of it, or it is closed. */
  | 'channel'
  /** This person cannot be reached. */
  | 'person'
  /** This person does not belong to that channel. */
  | 'outsider'
  /** A window or button came too late. */
  | 'window'
  /** The app lacks a permission. */
  | 'permission'
  /** The whole workspace refuses the bot: its token, or the app. */
  | 'workspace'
  /** Told to wait: surely not done. */
  | 'busy'
  /** Slack was not reached: surely not done. */
  | 'unreached'
  /** Slack's own trouble: it may have been done. */
  | 'unclear'
  /** What was wanted is so already, or nobody wants it any more. */
  | 'settled'
  /** A code that is not in the table: passing trouble for a while, then a refusal. */
  | 'unknown';

export interface SlackCode {
  readonly means: Meaning;
  /** Whether the same call is tried again: never; when Slack says, with growing pauses; once somebody has changed something. */
  readonly again: 'never' | 'later' | 'after a change';
  /** For the person: what is so, and what they can do. */
  readonly person: string;
  /** For whoever runs the bot: what is so, and the cure. */
  readonly operator: string;
}
