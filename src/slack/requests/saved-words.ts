import type { SavedRequest } from './request.ts';

/** How people ask for what was saved. */

const lead = '(?:(?:show|list|open|see|view|get)(?: me| us)? )?';
const kept = '(?:saved|bookmarked)';

/** Each holds what is looked for in its group `about`; the second half those of a channel. */
const own: readonly RegExp[] = [
  new RegExp(
    String.raw`^${lead}(?:all )?(?:my|the) (?:${kept} papers|saves|bookmarks|bookmarked papers|reading list)\b(?<about>.*)$`,
    'i',
  ),
  new RegExp(String.raw`^${lead}(?:reading list|${kept} papers)\b(?<about>.*)$`, 'i'),
  /^(?:what|which(?: papers)?) (?:did|have) i (?:saved?|bookmark(?:ed)?)\b(?<about>.*)$/i,
  /^(?:the )?papers (?:that )?i (?:have )?(?:saved|bookmarked)\b(?<about>.*)$/i,
];
const ofChannel: readonly RegExp[] = [
  new RegExp(
    String.raw`^${lead}(?:our|(?:this|the) channel['’]?s?) (?:${kept} papers|saves|reading list)\b(?<about>.*)$`,
    'i',
  ),
  /^(?:what|which(?: papers)?) (?:did|have) (?:we|people) (?:saved?|bookmark(?:ed)?)\b(?<about>.*)$/i,
  /^(?:what|which(?: papers)?) (?:was|is|were|are) saved\b(?<about>.*)$/i,
];

const here = /\s*\b(?:in|for|of)? ?(?:here|this channel)\b/i;
const aboutWord = /^[\s,:]*(?:(?:that (?:is|are) )?(?:about|on|regarding|concerning)\s+)?/i;
const end = /[\s.!?…]+$/;

function request(rest: string, isOfChannel: boolean): SavedRequest {
  const isHere = isOfChannel || here.test(rest);
  const about = rest.replace(here, '').replace(aboutWord, '').replace(end, '').trim();
  return { kind: 'saved', about, ...(isHere && { place: 'here' }) };
}

/** Behind the subcommand: "about quantization", "here", "". */
export const savedBehind = (rest: string): SavedRequest => request(rest, false);

/** @param said as bareWords gives it */
export function savedIn(said: string): SavedRequest | undefined {
  const match = (patterns: readonly RegExp[]): string | undefined =>
    patterns.map((pattern) => pattern.exec(said)?.groups?.['about']).find((about) => about !== undefined);
  const [mine, ours] = [match(own), match(ofChannel)];
  if (mine !== undefined) return request(mine, false);
  return ours === undefined ? undefined : request(ours, true);
}
