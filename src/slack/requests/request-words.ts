import { withoutTypedMarks } from '../../search/typed-marks.ts';

/** What somebody asks, freed of what people put round it: the address, courtesies, quotes and the marks of our own hints. */

const name = String.raw`@?paper\s?boy(?![\p{L}\p{N}-])`;
/** Between an address and what is asked. A minus right before a word rules that word out, so it stays. */
const parting = String.raw`[\s,:;.\u2026!>|~•·\u2013\u2014]+|-+(?=\s|$)|-+>`;
const greeting =
  'hey+|hi+|hello|hiya|heya|yo|ok|okay|dear|ahoy|psst|oi|howdy|greetings|good (?:morning|afternoon|evening)|morning';
const plea =
  "thanks|thank you|thx|ty|cheers|sorry|oops|actually|please|pls|plz|kindly|just|now|(?:can|could|would|will) (?:you|u|we|i)|(?:may|can) i(?: have| get)?|i(?:['’]d| would) (?:like|love)(?: to)?|i (?:want|wanna|need)(?: to)?|let me|lemme|let['’]s|go ahead and|try";

/** What people say first of what they were told; all but a mark behind it may begin a subject. */
const aside =
  '(?:no(?:pe)?|nah|wrong|wait|yes|yeah|sure|right|great|nice|cool|perfect|awesome|good|never ?mind|(?:scrap|forget|ignore) (?:that|it)|hm+|[ao]h+|oops|well|actually|sorry)(?=[,.;:!\u2026]+ |,? (?:i meant?|sorry|wait)\\b)';

const leadingAddress = new RegExp(`^(?:${parting}|${name})`, 'iu');
const greetedByName = new RegExp(`^(?:${greeting})(?:${parting})*${name}`, 'iu');
const trailingAddress = new RegExp(String.raw`[\s,]+${name}(?=[\s.,;!?\u2026]*$)`, 'iu');
const leadingCourtesy = new RegExp(
  String.raw`^(?:${parting}|(?:${name}|${greeting}|${aside}|${plea})(?![\p{L}\p{N}'-]))`,
  'iu',
);
const leadingAside = new RegExp(`^(?:${parting}|${aside})`, 'iu');
const trailingCourtesy = new RegExp(
  String.raw`(?:[\s,:;.\u2026!?]+|(?<![\p{L}\p{N}-])(?:${name}|please|pls|plz|thanks|thank you|thx|ty|cheers|for (?:me|us)|right now|now|if you can|if possible|will you|would you|could you|can you|so much|a lot|in advance))$`,
  'iu',
);

/** Takes what matches from one end, until nothing of the kind is left. */
function stripped(text: string, pattern: RegExp): string {
  let rest = text;
  for (let next = rest.replace(pattern, ''); next !== rest; next = rest.replace(pattern, '')) rest = next;
  return rest;
}

/**
 * What is asked of the bot in a message: without its name, before, amid or behind, and what parts it from the rest; without the slash
 * command where the person copied that too.
 *
 * @param text as readableText gives it
 * @param command with its slash
 */
export function requestText(text: string, command: string): string {
  const plain = withoutTypedMarks(text)
    .replace(/\s+(?=[,;!?\u2026])/g, '')
    .replace(/,+(?=[.!?\u2026]*$)/, '');
  const addressed = stripped(stripped(plain.replace(greetedByName, ''), leadingAddress), trailingAddress);
  const isCommand = addressed.toLowerCase().startsWith(command) && /^(?:\s|$)/.test(addressed.slice(command.length));
  return stripped(isCommand ? addressed.slice(command.length) : addressed, leadingAside).trim();
}

const quotes = '"\u201C-\u201F\u2018-\u201B\u00AB\u00BB\u2039\u203A\u301D\u301E\'`';
const quoted = new RegExp(`^[${quotes}]+([^${quotes}]*)[${quotes}]+$`);
const quotedWord = new RegExp(`^[${quotes}]+(\\S+?)[${quotes}]+(?=\\s|$)`);

/** `text` without quotes round all of it, or round its first word. */
export function withoutQuotes(text: string): string {
  return text.trim().replace(quoted, '$1').replace(quotedWord, '$1').trim();
}

/** "I meant pruning": what a person says instead of what they said; undefined where they do not say so. */
export const wordsMeant = (text: string): string | undefined =>
  /^(?:i|we) meant?[,:]? (?:to (?:say|ask|write) )?(.+)$/is.exec(text)?.[1];

/** The words of a request alone, to be compared with commands and follow-ups: “hey, could you "show 2402.17762", please!” is “show 2402.17762”. */
export function bareWords(text: string): string {
  const inner = (one: string): string => withoutQuotes(stripped(stripped(one, leadingCourtesy), trailingCourtesy));
  // What stands in quotes may be wrapped once more: “please show 2402.17762!”.
  return inner(inner(withoutTypedMarks(text)));
}
