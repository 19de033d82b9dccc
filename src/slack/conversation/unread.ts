import { troubleOf } from '../delivery/errors.ts';

/** Why the messages of a conversation could not be read. */
export type Unread =
  /** `scope`: the permission that the app lacks, where Slack names it. */
  | { readonly kind: 'no-scope'; readonly scope: string | undefined }
  | { readonly kind: 'not-a-member' }
  /** Slack does not answer now; the sentence says why. */
  | { readonly kind: 'busy'; readonly sentence: string }
  /** There is nothing to read: somebody removed it. */
  | { readonly kind: 'none' };

/** Undefined for an error that is not Slack's. */
export function unreadOf(error: unknown): Unread | undefined {
  const trouble = troubleOf(error);
  if (trouble === undefined) return undefined;
  switch (trouble.means) {
    case 'permission':
      return { kind: 'no-scope', scope: trouble.needed };
    case 'outside':
    case 'channel':
      return { kind: 'not-a-member' };
    case 'thread':
      return { kind: 'none' };
    default:
      return { kind: 'busy', sentence: trouble.person };
  }
}
