import { WebAPIPlatformError } from '@slack/web-api';
import { slackCodeOf } from '../delivery/errors.ts';

/** Why the messages of a conversation could not be read, as far as a person can do something about it. */
export type Unread =
  /** `scope`: the permission that the app lacks, where Slack names it. */
  | { readonly kind: 'no-scope'; readonly scope: string | undefined }
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'busy' }
  /** There is nothing to read: somebody removed it. */
  | { readonly kind: 'none' };

/** Undefined for every other error. */
export function unreadOf(error: unknown): Unread | undefined {
  switch (slackCodeOf(error)) {
    case 'missing_scope': {
      const { needed } = error instanceof WebAPIPlatformError ? (error.data as { needed?: unknown }) : {};
      return { kind: 'no-scope', scope: typeof needed === 'string' ? needed : undefined };
    }
    case 'not_in_channel':
    case 'channel_not_found':
      return { kind: 'not-a-member' };
    case 'thread_not_found':
      return { kind: 'none' };
    case 'ratelimited':
      return { kind: 'busy' };
    default:
      return undefined;
  }
}
