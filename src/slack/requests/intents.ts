import { editsBetween } from '../../search/index/edits.ts';
import type { DigestRequest, PapersRequest } from './request.ts';

/** What newcomers say instead of a subcommand. */
const intents: readonly (readonly [RegExp, PapersRequest | DigestRequest])[] = [
  [
    /^(?:help me|what (?:can|do) (?:you|u|i) (?:do|ask)(?: (?:here|you|for me|for us))*|what are you(?: for)?|who (?:are|r) (?:you|u)|are you (?:a |an )?(?:(?:real )?(?:bot|robot|human|person|ai)|real)|how can (?:you|u) help(?: (?:me|us))?|(?:(?:show|list) )?(?:me )?(?:your |the |all )?commands|what (?:are|is) (?:your|the) commands?|what(?:['’]?s| is) (?:this bot|paperboy)|how (?:do|does|can) (?:you|this|it|i)(?: bot)? (?:work|use (?:you|this|it|paperboy)))$/i,
    { kind: 'help' },
  ],
  [
    /^(?:how (?:do|can|would|could) (?:i|we|one) (?:get|have|receive|see) (?:these|those|this|them|that|papers|it|new ones|a digest)(?: here)? (?:every|each) (?:day|morning|week|weekday)|(?:send|post|give) (?:me|us)? ?(?:these|those|this|them|papers|it|a digest)(?: here)? (?:every|each) (?:day|morning|weekday)|(?:every|each) (?:day|morning)|daily(?: digests?)?|set ?up (?:a|my) (?:daily )?digest|how do i subscribe)$/i,
    { kind: 'subscribe', text: '' },
  ],
  [
    /^(?:stop|stop (?:it|this|that|posting|the digests?|these|them)|(?:be )?quiet|shut up|mute|turn (?:it|this|them) off|no more (?:posts|digests|papers|messages)|(?:stop|do(?: not|n['’]?t)) (?:send(?:ing)?|post(?:ing)?|spam(?:ming)?)(?: (?:me|us|any|more|new|the|these|those|your|so many|papers?|digests?|messages?|posts?|things|here|in this channel))*|(?:what|which)(?: digests?| topics?)? (?:am i|are we) subscribed to(?: here)?|(?:what|which) (?:digests?|subscriptions?) (?:do (?:i|we) have|are there|are set up)(?: here)?|settings?|config(?:ure|uration)?|preferences|options|manage|(?:run|post)(?: (?:it|the digest))? now|(?:(?:show|list)(?: me)? )?(?:my|our|the) (?:digests?|subscriptions?)|digests|(?:stop|cancel|end|change|edit|show|run) (?:my|our|the|this|all(?: (?:my|our|the))?) (?:daily )?(?:digests?|subscriptions?))$/i,
    { kind: 'subscriptions' },
  ],
  [
    /^(?:(?:the )?papers? of the (?:day|week)|surprise me|(?:what(?:['’]?s| is) )?trending(?: papers)?|what(?:['’]?s| is) (?:hot|popular)(?: (?:now|today))?)$/i,
    { kind: 'newest' },
  ],
];

/** "stop the pruning digest", "change my digest on pruning" */
const namesDigest =
  /^(stop|cancel|end|remove|delete|drop|change|edit|manage|show|run|post)(?: me)? (?:(?:my|our|the|this|that) )?((?!papers? )\S.*? (?:digests?|subscriptions?)|(?:digests?|subscriptions?) (?:on|about|of|for) \S.*?)(?: now| here| please)*$/i;
const ends = /^(?:stop|cancel|end|remove|delete|drop)$/i;

const how =
  '(?:every|each) (?:day|morning|afternoon|evening|week|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|daily|weekly';
const what =
  '(?:the )?(?:new |newest |latest )?(?:papers?|articles|research|(?:a )?(?:daily |weekly )?(?:digests?|round-?ups?|updates?)) (?:on|about|of)';
const often = '(?:daily|weekly) (?:digests?|round-?ups?|updates?|summar(?:y|ies)|overviews?|newsletters?|papers)';
/** "send me new papers every monday at 9" */
const wantsAll = new RegExp(
  `^(?:send|post|give|get|bring) (?:(me|us) )?(?:here )?(?:the |some |all )?(?:new |newest |latest )?(?:papers?|articles|research|(?:a )?(?:digests?|updates?)) ((?:${how})\\b.*)$`,
  'i',
);
/** "send me papers on pruning every morning at 8" */
const wantsDigest = new RegExp(
  `^(?:send|post|give|get|bring) (?:(me|us) )?(?:here )?${what} (.+ (?:${how})\\b.*)$`,
  'i',
);
/** "every morning, send me papers on pruning" */
const wantsRegularly = new RegExp(
  `^((?:${how})\\b[^,]*?),? (?:send|post|give|get|bring) (?:(me|us) )?(?:here )?${what} (.+)$`,
  'i',
);
/** "a daily digest of pruning" */
const wantsDaily = new RegExp(
  `^(?:(?:send|post|give|get) (?:(me|us) )?)?(?:a )?(?=(daily|weekly))${often} (?:on|about|of|with|for)(?: (?:the )?(?:new(?:est)? |latest )?(?:papers?|articles|research) (?:on|about))? (.+)$`,
  'i',
);

function digestWanted(said: string): { text: string; whom: string | undefined } | undefined {
  const [, whom, text] = wantsDigest.exec(said) ?? [];
  if (text !== undefined) return { text, whom };
  const [, when = '', me, about] = wantsRegularly.exec(said) ?? [];
  if (about !== undefined) return { text: `${about}, ${when}`, whom: me };
  const [, mine, regularly] = wantsAll.exec(said) ?? [];
  if (regularly !== undefined) return { text: regularly, whom: mine };
  const [, us, pace = '', subject] = wantsDaily.exec(said) ?? [];
  return subject === undefined ? undefined : { text: `${subject} ${pace}`, whom: us };
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
  const [, deed = '', which] = intent === undefined ? (namesDigest.exec(said) ?? []) : [];
  return which === undefined ? intent : { kind: ends.test(deed) ? 'unsubscribe' : 'manage', text: which };
}

/** Subcommands long enough to be told from words that look like them. */
const guarded = ['subscribe', 'unsubscribe', 'snooze', 'subscriptions', 'preview', 'status', 'similar', 'bibtex'];
const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ sub: 'subscribe', subs: 'subscriptions', unsub: 'unsubscribe', subscription: 'subscriptions' },
    ...{ hlep: 'help', hepl: 'help', helpp: 'help', halp: 'help', setings: 'settings', settngs: 'settings' },
  }),
);
/** Words of papers that are nearly a subcommand. */
const ownWords: ReadonlySet<string> = new Set(
  'previews stats states statue statues similarly simular subscriber subscribes'.split(' '),
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
