import type { DigestPlace } from '../button-state.ts';

/** Where a digest is to come, as people write it behind "subscribe": "to me", "in #papers". */

const before = String.raw`(?<=^|[\s,])`;
const after = String.raw`(?=[\s,.;!?]|$)`;
const channelToken = new RegExp(`${before}(?:(?:in|into|to|for|at)\\s+)?<#(\\w+)(?:\\|[^<>]*)?>${after}`, 'i');
/** As it comes where Slack does not say which channel is meant. */
const channelName = new RegExp(`${before}(?:in|into|to|for|at)\\s+#[\\p{L}\\p{N}_-]+${after}`, 'iu');
const toMe = new RegExp(
  `${before}(?:(?:only |just )?to (?:only |just )?me(?: only| alone)?|(?:only|just) (?:for )?me|privately|(?:in|to|by|as) (?:a |my )?(?:dms?|direct messages?))${after}`,
  'i',
);
/** "subscribe @ben", "for @ben": nobody gets a digest from somebody else, so where it is to come is asked. */
const forPerson = /(?<=\b(?:subscribe|to|for|with)\s+)<@\w+(?:\|[^<>]*)?>/i;
const subscribeMe = /(?<=\bsubscribe )me(?=[\s,:]|$)/i;

/** Takes the place out of what somebody wrote. @param text as Slack sent it */
export function takePlace(text: string): { readonly place: DigestPlace; readonly rest: string } | undefined {
  const channel = channelToken.exec(text);
  if (channel?.[1] !== undefined) return { place: channel[1], rest: text.replace(channelToken, '') };
  const unknown = [channelName, forPerson].find((pattern) => pattern.test(text));
  if (unknown !== undefined) return { place: 'other', rest: text.replace(unknown, '') };
  const me = [toMe, subscribeMe].find((pattern) => pattern.test(text));
  return me && { place: 'me', rest: text.replace(me, '') };
}
