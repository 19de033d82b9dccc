import { meansAll } from '../../digests/named-digest.ts';
import { findArxivIds } from '../../papers/arxiv-id.ts';
import { hasSubject } from '../../search/concepts.ts';
import { parseQuestion } from '../../search/question.ts';
import { conditionsOf } from '../../search/question-text.ts';
import { readSpoken } from '../../search/spoken-question.ts';
import type { DigestPlace } from '../button-state.ts';
import type { Dependencies } from '../dependencies.ts';
import { courtesyOf } from './courtesy.ts';
import { compared } from './follow-up.ts';
import { followIn, saveIn } from './follow-words.ts';
import { intentOf, nearSubcommand } from './intents.ts';
import { readableText } from './message-text.ts';
import { isWordOf } from './misspelt.ts';
import { askedOfPaper, wordsBesidePapers } from './paper-words.ts';
import { isOnlyGoingOn, parseGoingOn } from './refinement.ts';
import {
  helpTopics,
  type LinksRequest,
  type NamedDigestRequest,
  type Request,
  type SpelledRequest,
} from './request.ts';
import { bareWords, requestText, withoutQuotes, wordsMeant } from './request-words.ts';
import { savedBehind, savedIn } from './saved-words.ts';

/** Entries in one message, so that each has room for a dozen authors. */
const maxEntries = 10;

const paperWords = ['show', 'similar', 'bibtex'] as const;
const linkWishes: ReadonlyMap<string, LinksRequest['want']> = new Map([
  ['on', 'on'],
  ['off', 'off'],
  ['status', 'state'],
  // As the help writes it.
  ['on|off', 'state'],
]);
const digestWords = ['subscriptions', 'status'] as const;
const digestNames: ReadonlySet<string> = new Set([...digestWords, 'subscribe', 'unsubscribe', 'snooze', 'preview']);
/** Written as ids are, whether or not arXiv could have issued it. */
const looksLikeId = /^(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?$/i;

/** "subscribe us to", "subscribe the team to": whom else. "subscribe channel pruning" names a topic. */
const subscriber =
  /^(?:(?:me|us|everyone|everybody|here|(?:this|the) channel|(?:(?:the|our|my) )?(?:channel|team|group|lab)(?=$|[\s,:]+(?:to|for|with)\b))(?=[\s,:]|$)[\s,:]*)?(?:(?:to|for|with)(?=[\s,:]|$)[\s,:]*)?/i;

/** Quotes round a whole command that holds quotes of its own. */
function withoutOpenQuote(text: string): string {
  const [quote = '', word = ''] = /^\W(?=([a-z]+)\s)/i.exec(text) ?? [];
  const isCommand = [...paperWords, ...digestWords, 'preview', 'subscribe', 'unsubscribe'].some(
    (known) => known === word,
  );
  return quote !== '' && quote !== '-' && isCommand ? text.slice(1).replace(/["'\u2018-\u201F\u00BB]$/, '') : text;
}

const deedWords: Readonly<Record<string, NamedDigestRequest['kind']>> = {
  ...{ unsubscribe: 'unsubscribe', snooze: 'snooze', preview: 'preview' },
  ...{ pause: 'pause', mute: 'pause', resume: 'resume', unpause: 'resume', unmute: 'resume' },
  ...{ stop: 'unsubscribe', cancel: 'unsubscribe', manage: 'manage', edit: 'manage' },
};

/** "snooze pruning until Friday"; words that are subjects as well mean a digest only where there is such a one. */
function namedDigestRequest(name: string, rest: string, text: string): NamedDigestRequest | undefined {
  const kind = deedWords[name];
  if (kind === undefined) return undefined;
  const isSure = rest === '' || /\bdigests?\b/i.test(rest) || meansAll(rest);
  if (kind === 'preview' && !isSure && /^of\b/i.test(rest)) return undefined;
  const isCommand = name === 'unsubscribe' || name === 'snooze' || name === 'preview';
  return { kind, text: rest, ...(!isSure && !isCommand && { otherwise: { kind: 'question', text } }) };
}

/** Whether there are filters in a text is the same on any day. */
const anyDay = 0;
const isUnderFilters = (text: string): boolean =>
  conditionsOf(parseQuestion(readSpoken(text, anyDay).question, anyDay)).length > 0;

/** Nothing of the kind is a subject. */
const forgetMe =
  /^(?:forget (?:me|everything about me|what you know about me|my data)|(?:delete|erase|remove) (?:me|my data|all my data|everything about me)|what do you (?:know|keep|store) (?:about|of) me)[\s.!?\u2026]*$/i;

/** @param text as requestText gives it; quotes and courtesies round it change nothing */
export function parsePapersRequest(text: string): SpelledRequest {
  const bare = withoutOpenQuote(bareWords(text));
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(bare) ?? [];
  const name = word.toLowerCase().replace(/^-+|[:,;.!?\u2026\u2013\u2014-]+$/g, '');
  // Courtesies alone are answered as such.
  const isEmpty = bare === '' && !/\p{L}/u.test(text);
  if (isEmpty || (rest === '' && name === 'help')) return { kind: 'help' };
  const topic = name === 'help' ? helpTopics.find((known) => known === rest.toLowerCase()) : undefined;
  if (topic !== undefined) return { kind: 'help', topic };
  const intent = intentOf(bare);
  if (intent !== undefined) return intent;
  if (rest === '' && name === 'today') return { kind: 'newest' };
  const saved = name === 'saved' ? savedBehind(rest) : savedIn(bare);
  if (saved !== undefined) return saved;
  if (forgetMe.test(bare)) return { kind: 'forget-me' };
  const follow = followIn(bare) ?? saveIn(bare);
  if (follow !== undefined) return follow;
  if (digestNames.has(name) && /^-*help\W*$/i.test(rest)) return { kind: 'help', topic: 'digests' };
  if (name === 'subscribe') return { kind: name, text: rest.replace(subscriber, '').trim() };
  const named = namedDigestRequest(name, rest.trim(), text);
  if (named !== undefined) return named;
  // "links" alone asks for those of a list.
  const want = name === 'links' ? linkWishes.get(rest.toLowerCase()) : undefined;
  if (want !== undefined) return { kind: 'links', want };
  const digestWord = digestWords.find((known) => known === name);
  if (rest === '' && digestWord !== undefined) return { kind: digestWord };
  const kind = paperWords.find((known) => known === name);
  const ids = findArxivIds(bare);
  const [id, another] = ids;
  if (id !== undefined && another !== undefined) {
    if (askedOfPaper(bare) === 'bibtex') return { kind: 'bibliography', ids: ids.slice(0, maxEntries) };
    if (compared(wordsBesidePapers(bare).join(' '))?.length === 0)
      return { kind: 'compare', ids: ids.slice(0, maxEntries) };
  } else if (id !== undefined) {
    const asked = askedOfPaper(bare);
    if (asked !== undefined) return { kind: asked, id };
    // A link may have a label: "show <title> <address>". Filters of similar papers are read with those of questions.
    if (kind !== undefined && !(kind === 'similar' && isUnderFilters(bare))) return { kind, id };
  }
  if (kind === undefined) {
    const near = nearSubcommand(name, rest);
    return near === undefined
      ? { kind: 'question', text }
      : { kind: 'did-you-mean', meant: `${near} ${rest}`.trim(), text };
  }
  const given = withoutQuotes(rest.replace(/^(?:to|of|for)\s+/i, ''));
  return given === '' || looksLikeId.test(given) ? { kind: 'no-id', word: name, given } : { kind: 'question', text };
}

/** Of who subscribes, or asks for what was saved, the place as well, which Slack tells by an id. */
function withPlace<Asked extends Request>(text: string, person: RegExp, parse: (text: string) => Asked): Asked {
  const request = parse(text);
  if (request.kind !== 'subscribe' && request.kind !== 'saved') return request;
  const taken = takePlace(text, person);
  return taken === undefined ? request : { ...parse(taken.rest), place: taken.place };
}

type Reading = Pick<Dependencies, 'command' | 'paperboy' | 'now'>;

/** What the words behind the slash command ask. @param text as Slack sent it */
export function parseCommand(text: string, reading: Reading): Request {
  return withPlace(text, forPersonInCommand, (words) =>
    parseTyped(requestText(readableText(words), reading.command), reading),
  );
}

/**
 * As behind the slash command, which goes on with a list where nothing else can be meant: all else are questions.
 *
 * @param text as requestText gives it
 */
export function parseTyped(text: string, { paperboy, now }: Reading): Request {
  const request = parsePapersRequest(wordsMeant(text) ?? text);
  if (request.kind !== 'question' && request.kind !== 'did-you-mean') return request;
  const bare = bareWords(text);
  const goingOn = parseGoingOn(bare, now(), isWordOf(paperboy));
  if (goingOn === undefined || !isOnlyGoingOn(goingOn, bare)) return request;
  return { kind: 'follow-up', goingOn, text: bare, otherwise: request };
}

/**
 * What a message to the bot asks, in a channel, a thread or a direct message.
 *
 * @param said as Slack sent it
 * @param place with `now` in milliseconds since 1970-01-01 UTC
 */
export function parseMessage(said: string, place: MessagePlace): Request {
  return withPlace(said, forPerson, (words) => parseWords(words, place));
}

interface MessagePlace {
  readonly command: string;
  readonly isInThread: boolean;
  readonly now: number;
  /** See meantBy. */
  readonly isWord: (word: string) => boolean;
}

function parseWords(said: string, { command, isInThread, now, isWord }: MessagePlace): Request {
  const courtesy = courtesyOf(said);
  if (courtesy !== undefined) return { kind: 'courtesy', courtesy };
  const text = requestText(readableText(said), command);
  const bare = bareWords(text);
  const meant = wordsMeant(text) ?? text;
  const request = parsePapersRequest(meant);
  // "help" and "today" are the same everywhere; an empty mention in a thread means the thread, "bibtex" the paper that was spoken of.
  const isBareWord = request.kind === 'no-id' && request.given === '';
  const isEmptyInThread = isInThread && bare === '';
  const isUnsure = 'otherwise' in request;
  // "simmilar to 2" is said of a list.
  const isGuess = request.kind === 'did-you-mean';
  if (request.kind !== 'question' && !isBareWord && !isEmptyInThread && !isUnsure && !isGuess) return request;
  const isThread = isInThread && (asksForSimilar(bare) || isBare(text));
  const isMeant = isGuess || (isBareWord && !isThread);
  const question = { kind: 'question' as const, text: meant };
  const otherwise = isMeant ? request : isThread ? { kind: 'thread' as const } : question;
  const goingOn = parseGoingOn(bare, now, isWord);
  const asked = goingOn === undefined ? otherwise : ({ kind: 'follow-up', goingOn, text: bare, otherwise } as const);
  return isUnsure ? { ...request, otherwise: asked } : asked;
}

/** "@paperboy", "@paperboy papers on this?": the question is the thread itself. */
function isBare(text: string): boolean {
  return !/[a-z]+:\S|"|\d{4}\./i.test(text) && !hasSubject(text);
}

const similarToThis =
  /^(?:(?:any|some|more|other|find|show|get|give|me|us|a|an|the|is|are|there|papers?|work|works|stuff|research|literature|articles?|anything|something|similar|related|like|to|on|this|that|it|one|paper|thread|here|please)(?:[\s,.!?]+|$))+$/i;

/** "similar papers?", "anything related to this": in a thread without a list of ours, what the thread is about is meant. */
function asksForSimilar(text: string): boolean {
  return similarToThis.test(text) && /\b(?:similar|related|like)\b/i.test(text);
}

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
/** "subscribe @ben", "saved by @ben": nobody gets a digest from somebody else, or sees their list, so which place is meant is asked. */
const forPerson = /(?<=\b(?:subscribe|to|for|with|by|of)\s+|<@.*\bsaved\s+)<@\w+(?:\|[^<>]*)?>/i;
/** "saved @ben"; in a message that may be said to the bot itself. */
const forPersonInCommand = /(?<=\b(?:subscribe|saved|to|for|with|by|of)\s+)<@\w+(?:\|[^<>]*)?>/i;
const subscribeMe = /(?<=\bsubscribe )me(?=[\s,:]|$)/i;

/** Takes the place out of what somebody wrote. @param text as Slack sent it */
function takePlace(text: string, person: RegExp): { readonly place: DigestPlace; readonly rest: string } | undefined {
  const channel = channelToken.exec(text);
  if (channel?.[1] !== undefined) return { place: channel[1], rest: text.replace(channelToken, '') };
  const unknown = [channelName, person].find((pattern) => pattern.test(text));
  if (unknown !== undefined) return { place: 'other', rest: text.replace(unknown, '') };
  const me = [toMe, subscribeMe].find((pattern) => pattern.test(text));
  return me && { place: 'me', rest: text.replace(me, '') };
}
