import { editsBetween } from '../../search/index/edits.ts';
import type { DigestRequest, PapersRequest } from './request.ts';

const howTo = '(?:how (?:do|can|could|would) (?:i|we|one) )';
const setUp = '(?:set ?up|create|make|start|add|schedule)';
const aDigest = '(?:digests?|subscriptions?)';
/** "to 10am", "to Mondays": what a digest is to be changed to. */
const toWhat = '(?: (?:to|at) .*(?:\\d|day|daily|week|noon|morning|evening).*)?';

/** What newcomers say instead of a subcommand. */
const intents: readonly (readonly [RegExp, PapersRequest | DigestRequest])[] = [
  [
    /^(?:help me|what (?:can|do) (?:you|u|i) (?:do|ask)(?: (?:here|you|for me|for us))*|what are you(?: for)?|who (?:are|r) (?:you|u)|are you (?:a |an )?(?:(?:real )?(?:bot|robot|human|person|ai)|real)|how can (?:you|u) help(?: (?:me|us))?|(?:(?:show|list) )?(?:me )?(?:your |the |all )?commands|what (?:are|is) (?:your|the) commands?|what(?:['’]?s| is) (?:this bot|paperboy)|how (?:do|does|can) (?:you|this|it|i)(?: bot)? (?:work|use (?:you|this|it|paperboy)))$/i,
    { kind: 'help' },
  ],
  [
    /^(?:how (?:do|can|would|could) (?:i|we|one) (?:get|have|receive|see) (?:these|those|this|them|that|papers|it|new ones|a digest)(?: here)? (?:every|each) (?:day|morning|week|weekday)|(?:send|post|give) (?:me|us)? ?(?:these|those|this|them|papers|it|a digest)(?: here)? (?:every|each) (?:day|morning|weekday)|(?:every|each) (?:day|morning)|(?:daily|weekly)(?: digests?)?|new digest)$/i,
    { kind: 'subscribe', text: '' },
  ],
  [
    new RegExp(
      `^${howTo}?(?:${setUp}(?: me| us)? (?:an?|my|our|another|the) (?:new |daily |weekly )*${aDigest}|subscribe)$`,
      'i',
    ),
    { kind: 'subscribe', text: '' },
  ],
  [
    /^(?:stop|stop (?:it|this|that|posting|the digests?|these|them)|(?:be )?quiet|shut up|mute|turn (?:it|this|them) off|no more (?:posts|digests|papers|messages)|(?:stop|do(?: not|n['’]?t)) (?:send(?:ing)?|post(?:ing)?|spam(?:ming)?)(?: (?:me|us|any|more|new|the|these|those|your|so many|papers?|digests?|messages?|posts?|things|here|in this channel))*|(?:what|which)(?: digests?| topics?)? (?:am i|are we) subscribed to(?: here)?|(?:what|which) (?:digests?|subscriptions?) (?:do (?:i|we) have|are there|are set up)(?: here)?|settings?|config(?:ure|uration)?|preferences|options|manage|(?:run|post)(?: it)? now)$/i,
    { kind: 'subscriptions' },
  ],
  // "list digests", "stop my digest", "move the digest to 10am", "how do I pause the digest", "when is the next digest": all can be seen and done there.
  ...[
    `(?:(?:show|list|see|view)(?: me| us)? )?(?:(?:all|my|our|the|your|next) )*${aDigest}(?: here)?`,
    `${howTo}?(?:(?:stop|cancel|end)(?= (?:my|our|the|this|all) )|change|edit|move|run|post|send)(?: me| us)? (?:(?:all|my|our|the|this|daily) )*${aDigest}${toWhat}`,
    `${howTo}(?:unsubscribe(?: from .*)?|(?:pause|snooze|mute|resume) (?:my|our|the|this) ${aDigest})`,
    `(?:when|what time)(?:['’]?s| is| are| does| do| will)? (?:my|our|the|your) (?:next )?${aDigest}(?: (?:be|come|coming|due|arrive|here|out|posted|sent|next))*`,
  ].map((words) => [new RegExp(`^(?:${words})$`, 'i'), { kind: 'subscriptions' }] as const),
  [
    /^(?:(?:the )?papers? of the (?:day|week)|surprise me|(?:what(?:['’]?s| is) )?trending(?: papers)?|what(?:['’]?s| is) (?:hot|popular)(?: (?:now|today))?)$/i,
    { kind: 'newest' },
  ],
];

/** "stop the pruning digest", "change my digest on pruning", "move the pruning digest to 10am" */
const namesDigest = new RegExp(
  `^(stop|cancel|end|remove|delete|drop|change|edit|manage|move|show|run|post|send)(?: me| us)? (?:(?:my|our|the|this|that) )?((?!papers? )\\S.*? ${aDigest}|${aDigest} (?:on|about|of|for) \\S.*?)${toWhat}(?: now| here| please)*$`,
  'i',
);
const ends = /^(?:stop|cancel|end|remove|delete|drop)$/i;
/** "add LoRA to the digest", "remove pruning from my digest": its window does that. */
const changesDigest = new RegExp(
  `^(?:(?:add|include|put) \\S.* (?:to|in|into)|(?:remove|delete|drop|exclude|take) (?!(?:me|us) )(?<out>\\S.*) (?:from|out of|off)) (?<which>(?:my|our|the|this) (?:\\S+ )?${aDigest})$`,
  'i',
);

const how =
  '(?:every|each) (?:day|morning|afternoon|evening|week|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|daily|weekly';
const send = '(?:send|post|give|get|bring)';
const whom = '(?:(?<whom>me|us) )?(?:here )?';
const lot = '(?:papers?|articles|research|(?:daily |weekly )?(?:digests?|round-?ups?|updates?))';
/** "papers", "3 new papers on pruning", "pruning papers" */
const things = `(?:the |some |all |an? )*(?:(?:top )?(?<top>\\d{1,2}) )?(?:new |newest |latest |recent )*(?:${lot} (?:on|about|of) (?<on>.+?)|${lot}|(?<of>.+?) ${lot})`;
const often = '(?:daily|weekly) (?:digests?|round-?ups?|updates?|summar(?:y|ies)|overviews?|newsletters?|papers)';
const about =
  '(?:on|about|of|with|for)(?: (?:the )?(?:new(?:est)? |latest )?(?:papers?|articles|research) (?:on|about))? (?<on>.+)';
const wishes: readonly RegExp[] = [
  // "send me papers on pruning every morning at 8"
  `${send} ${whom}${things} (?<when>(?:${how})\\b.*)`,
  // "every morning, send me papers on pruning"
  `(?<first>(?:${how})\\b[^,]*?),? ${send} ${whom}${things}`,
  // "a daily digest of pruning", "set up a weekly digest about pruning"
  `(?:(?:${send}|${setUp}) ${whom})?(?:an? )?(?=(?<when>daily|weekly))${often} ${about}`,
  `${howTo}?${setUp} ${whom}(?:an?|another|my|our) (?:new )?${aDigest} ${about}`,
  `${howTo}subscribe ${whom}to (?<on>.+)`,
].map((words) => new RegExp(`^${words}$`, 'i'));

function digestWanted(said: string): { text: string; whom: string | undefined } | undefined {
  const groups = wishes.map((wish) => wish.exec(said)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const { on, of: kind = on, first, when, top } = groups;
  const subject = [kind, first].filter(Boolean).join(', ');
  return { text: [subject, when, top && `top:${top}`].filter(Boolean).join(' '), whom: groups['whom'] };
}

/** @param bare as bareWords gives it */
export function intentOf(bare: string): PapersRequest | DigestRequest | undefined {
  const said = bare.replace(/[\s.!?…]+$/, '');
  const wanted = digestWanted(said);
  if (wanted !== undefined) {
    const { text, whom } = wanted;
    return { kind: 'subscribe', text, isSaid: true, ...(whom?.toLowerCase() === 'me' && { place: 'me' }) };
  }
  const intent = intents.find(([pattern]) => pattern.test(said))?.[1];
  if (intent !== undefined) return intent;
  const { out, which: changed } = changesDigest.exec(said)?.groups ?? {};
  if (changed !== undefined) return { kind: 'manage', text: [out, changed].filter(Boolean).join(' ') };
  const [, deed = '', which] = namesDigest.exec(said) ?? [];
  return which === undefined ? undefined : { kind: ends.test(deed) ? 'unsubscribe' : 'manage', text: which };
}

/** Subcommands long enough to be told from words that look like them. */
const guarded = ['subscribe', 'unsubscribe', 'snooze', 'subscriptions', 'preview', 'status', 'similar', 'bibtex'];
const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ sub: 'subscribe', subs: 'subscriptions', unsub: 'unsubscribe' },
    ...{ hlep: 'help', hepl: 'help', helpp: 'help', halp: 'help', setings: 'settings', settngs: 'settings' },
  }),
);
/** Words of papers that are nearly a subcommand. */
const ownWords: ReadonlySet<string> = new Set(
  'previews subscription stats states statue statues similarly simular subscriber subscribes'.split(' '),
);

/** The subcommand that the first word is nearly, where nothing of the kind is a subject. */
export function nearSubcommand(word: string, rest: string): string | undefined {
  const name = word.toLowerCase();
  const short = rest === '' || /^unsub/.test(name) ? shortForms.get(name) : undefined;
  if (short !== undefined) return short;
  return name.length < 5 || ownWords.has(name)
    ? undefined
    : guarded.find((known) => editsBetween(known, name, 1) === 1);
}
