import { isFiller, wordSet } from '../../search/words.ts';

/** What people ask of a list that the bot posted: "more", "tell me more about 2", "similar to the first one", "bib 2". */
export type FollowUp =
  /** `of`: what is meant instead when a single paper was spoken of last, as in "more like this" and "tell me more". */
  | { readonly kind: 'more'; readonly of?: 'similar' | 'details' }
  /** Without a rank it is about the paper that was spoken of last. */
  | { readonly kind: 'details' | 'similar' | 'bibtex'; readonly rank?: Rank }
  /** The page or the list before it. */
  | { readonly kind: 'back' }
  /** BibTeX of several papers; without ranks, of all that were shown. */
  | { readonly kind: 'bibliography'; readonly ranks: readonly Rank[] }
  /** It is about the list, but does not say what or which. */
  | { readonly kind: 'unclear' };

/** Place in the list, from 1. */
export type Rank = number | 'last';

type Sense = 'bibtex' | 'similar' | 'more' | 'details' | 'back' | 'many' | 'it' | 'nothing';

/**
 * A follow-up is made of these words and numbers alone, in any order; one other word makes a question of it. Words that are also
 * subjects of papers ("bit", "shot", "agent") are not among them.
 */
const senses: Readonly<Record<Exclude<Sense, 'nothing'>, string>> = {
  bibtex: 'bibtex bib bibtext bibliography cite citation citations reference ref',
  similar: 'similar like alike related resembling comparable',
  more: 'more next further additional another else other others continue rest',
  details:
    'details detail info information abstract summary summarize summarise explain expand elaborate describe pdf code repo github ' +
    'link links url authors author wrote published propose proposes proposed contribution contributions claim claims say says tldr eli5',
  back: 'previous back undo revert former',
  many: 'all both each every everything',
  it: 'it this that these those them',
};
const nothing =
  'the a an of for to on about at in from and or is are was me us i we you can could would will should why please pls plz thanks thank ' +
  'thx ty cheers kindly just also so hey hi now then list above your what whats how who when which does do have get see read open ' +
  'show give send tell find look up out come came did where main key want need know some any there here go paper papers paperboy result results item entry number no nr ' +
  'num one ones article work preprint tex page anything sounds looks seems interesting good great nice really very';

const senseOf: ReadonlyMap<string, Sense> = new Map(
  Object.entries({ ...senses, nothing }).flatMap(([sense, words]) =>
    words.split(' ').map((word): [string, Sense] => [word, sense as Sense]),
  ),
);

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const cardinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** All words that a follow-up is made of. */
export const followUpWords: readonly string[] = [...senseOf.keys(), ...ordinals, ...cardinals];

/** After these "one" counts nothing: "the one", "this one", "the last one". */
const beforeOne = new Set(['the', 'this', 'that', 'which', 'another', 'other', 'next', 'last', ...ordinals]);

const amount = `(?:\\d{1,2}|${cardinals.join('|')}|few|couple)`;
/** Set phrases, put into words of the tables above. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\b(?:i'd|i would|would|we'd) (?:like|love)\b/g, ' '],
  [/\b(?:let me|lemme|let's|gimme|wanna)\b/g, ' '],
  [/\ba (?:bit|little)\b|\bi meant?\b|\bto a (?:child|kid|(?:five|5|six|6|ten|10)[- ]year[- ]old)\b/g, ' '],
  [/\b(?:keep going|go on|carry on|load more|page \d{1,2})\b/g, 'more'],
  // How many, not which: pages have their own size.
  [
    new RegExp(
      `\\b(?:(?:next|another|more) ${amount}|${amount} (?:more|other|others|further|additional|papers|results))\\b`,
      'g',
    ),
    'more',
  ],
  [
    new RegExp(
      `\\b(?:previous|back) (?:${amount}|page|list|step)s?\\b|\\b(?:back (?:a|one) (?:page|list|step)|(?:a|one) (?:page|list|step) back)\\b`,
      'g',
    ),
    'back',
  ],
  // Which papers stand on a page is not known here.
  [/\b(?:first|second|third|last|\d(?:st|nd|rd|th)) page\b|\bpage one\b/g, 'all'],
  [/\b(?:lists?|pages?|ones?|results?) (?:from )?before(?: (?:that|this|it))?\b/g, 'back'],
  [
    /\b(?:remove|drop|clear|take away|forget|without|no) (?:the |that |this |all |last )*(?:(?:code|date|year|author|upvotes?) )?(?:filters?|conditions?)\b/g,
    'back',
  ],
  [/\b(?:take (?:that|it) back|as (?:it was |they were )?before)\b/g, 'back'],
  [/\btop (?=one|paper|result)/g, 'first '],
  [/\bbottom (?=one|paper|result)/g, 'last '],
  [/\bdeep(?:er)?(?: dive)?\b/g, 'details'],
  [/\btl;dr\b|\b(?:gist|in a nutshell|(?:main|key) (?:ideas?|points?|findings?|results?)|take-?aways?)\b/g, 'details'],
  [
    /\b(?:in|with|using) (?:a few |(?:very )?(?:simple|simpler|plain|easy|other|one|two|your own|layman's) )(?:terms?|words?|english|language|sentences?)\b/g,
    ' ',
  ],
];

/** Longest range that is meant: a page or two. */
const maxRange = 20;

function rangeOf(whole: string, first: number, last: number): string {
  const length = last - first + 1;
  if (length < 2 || length > maxRange) return whole;
  return Array.from({ length }, (_, index) => first + index).join(' ');
}

/** "the first three" are 1, 2 and 3. */
const firstOnes = new RegExp(`\\bfirst (\\d{1,2}|${cardinals.join('|')})\\b(?: (?:papers|ones|results))?`, 'g');

function wordsOf(text: string): string[] {
  let plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    // Keycap emoji are digits with these two behind them.
    .replace(/[\uFE0F\u20E3]/g, '')
    .replace(/[.,!?;:…)\]"”'*_~`]+(?=\s|$)/g, ' ')
    .replace(/(?<=^|\s)["“'([*_~`>]+/g, '')
    .replace(/\b(\d{1,2})\s*(?:-|–|to)\s*#?(\d{1,2})\b/g, (whole, first, last) =>
      rangeOf(whole, Number(first), Number(last)),
    )
    .replace(firstOnes, (whole, amount) => rangeOf(whole, 1, Number(amount) || cardinals.indexOf(amount) + 1))
    .replace(/(?<=\d)\s*[,&+/]\s*(?=#?\d)/g, ' and ')
    .replace(/(?<=^|\s)(?:#|no\.?|nr\.?)\s*(?=\d)/g, '')
    .replace(/\b(bib|bibtex|cite)(?=\d)/g, '$1 ')
    .replace(/\s+/g, ' ');
  for (const [pattern, words] of phrases) plain = plain.replace(pattern, words);
  return plain.trim().split(/\s+/);
}

function rankOf(word: string, before: string | undefined): Rank | undefined {
  if (word === 'last') return 'last';
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(word)) return Number.parseInt(word, 10);
  if (word === 'one' && before !== undefined && beforeOne.has(before)) return undefined;
  const place = Math.max(ordinals.indexOf(word), cardinals.indexOf(word));
  return place < 0 ? undefined : place + 1;
}

const senseIn = (word: string): Sense | undefined => senseOf.get(word.replace(/'s$/, ''));

const naming = wordSet('the and paper papers number one ones result results entry');

/** The places in a list that the words name, and nothing else: "2", "the second paper", "1 and 3"; undefined where they say more. */
export function ranksNamed(text: string): Rank[] | undefined {
  const words = wordsOf(text);
  const ranks = words.map((word, index) => rankOf(word, words[index - 1]));
  if (!words.every((word, index) => ranks[index] !== undefined || naming.has(word))) return undefined;
  const named = ranks.filter((rank) => rank !== undefined);
  return named.length === 0 ? undefined : named;
}

/** What is asked of a paper, or done with it, beside the words above: no subject where a number says which paper is meant. */
const besideRank = wordSet(`
  save unsave bookmark share add remove delete drop exclude hide skip ignore keep mark download print translate forward post
  dataset datasets data benchmark benchmarks model models method methods limitation limitations weakness weaknesses strength strengths
  conclusion conclusions problem problems solve solves follow-up follow-ups figure figures table tables title venue conference version
  versions license implementation weights demo better worse best relevant irrelevant useful wrong old new newer older year date cites
  citing cited published list library english upvotes
`);
/** What follows a number that stands for a paper; before another word it counts: "4 bit models", "3 papers". */
const behindRank = wordSet(`
  and or but not to of with without for in into on about from by as than vs is are was does did has have had can will use uses used come
  came say says propose solve solves show shows work paper one better worse newer older good relevant please too also again instead
`);
const beforeAmount = wordSet('top only just least most');
const auxiliaries = wordSet('is are was does do did has can will could would should');

/** Whether papers of a list are meant by their numbers, whatever is to be done with them: "unsave 2", "does the first use dropout?" */
export function pointsAtRank(text: string): boolean {
  const words = wordsOf(text);
  const isRank = words.map((word, index) => {
    const [before = '', after] = [words[index - 1], words[index + 1]];
    const isBehind = after === undefined || /^\d/.test(after) || behindRank.has(after);
    if (!isBehind || rankOf(word, before) === undefined) return false;
    return /^\d/.test(word) ? !beforeAmount.has(before) : before === 'the';
  });
  // "is 4 better than 8 bit?", "8 to 4 bit": both count.
  const isAmong = words.some(
    (word, index) => /^\d{1,2}$/.test(word) && !isRank[index] && /^(?:than|to|or|vs)$/.test(words[index - 1] ?? ''),
  );
  if (isAmong) return false;
  const saysNothing = words.map((word) => senseIn(word) !== undefined || besideRank.has(word) || isFiller(word));
  // "does 3 use dropout?"
  const isSubject = words.some((word, index) => {
    const at = words[index + 1] === 'the' ? index + 2 : index + 1;
    const begins = auxiliaries.has(word) && !saysNothing.slice(0, index).includes(false);
    // "who was the first to propose dropout?" asks for no paper of a list.
    return begins && isRank[at] && !/^(?:to|of|and|or|\d+)$/.test(words[at + 1] ?? 'of');
  });
  const saysNoMore = words.every(
    (_, index) => isRank[index] || saysNothing[index] || beforeAmount.has(words[index - 1] ?? ''),
  );
  return isRank.includes(true) && (isSubject || saysNoMore);
}

const comparing =
  /\b(?:compare[ds]?|comparing|comparison|contrast|differences?|differ|side by side|versus|vs|(?:better|worse) than)\b/gi;

/** The papers that are to be compared; empty: those that are shown. Undefined when something else is said. */
export function compared(text: string): Rank[] | undefined {
  const others = text
    .replace(comparing, ' ')
    .replace(/\b(?:between|against|with|together|how|(?<!(?:first|top) )(?:two|three))\b/gi, ' ')
    .replace(/\btop(?= (?:\d|two|three|four))/gi, 'first');
  if (others === text || text.search(comparing) < 0) return undefined;
  const words = wordsOf(others).filter((word) => word !== '');
  const ranks = words.map((word, index) => rankOf(word, words[index - 1]));
  const known = words.every((word, index) => ranks[index] !== undefined || senseIn(word) !== undefined);
  if (!known) return undefined;
  return ranks.filter((rank) => rank !== undefined);
}

/** A follow-up, or undefined when the text is a question of its own. */
export function parseFollowUp(text: string): FollowUp | undefined {
  const words = wordsOf(text);
  const ranks: Rank[] = [];
  const said = new Set<Sense>();
  for (const [index, word] of words.entries()) {
    const rank = rankOf(word, words[index - 1]);
    const sense = senseIn(word);
    if (rank !== undefined) ranks.push(rank);
    else if (sense !== undefined) said.add(sense);
    else return undefined;
  }
  const [rank] = ranks;
  const isOfMany = said.has('many') || ranks.length > 1;
  if (isOfMany && said.has('bibtex')) return { kind: 'bibliography', ranks: said.has('many') ? [] : ranks };
  if (said.has('back')) return { kind: ranks.every((one) => one === 'last') && !said.has('many') ? 'back' : 'unclear' };
  if (isOfMany) return { kind: 'unclear' };
  if (said.has('bibtex')) return { kind: 'bibtex', ...(rank !== undefined && { rank }) };
  if (said.has('similar')) {
    if (rank !== undefined) return { kind: 'similar', rank };
    return said.has('more') ? { kind: 'more', of: 'similar' } : { kind: 'similar' };
  }
  if (rank !== undefined) return { kind: 'details', rank };
  if (said.has('more')) {
    const isOfPaper = said.has('details') || said.has('it') || words.includes('tell');
    return isOfPaper ? { kind: 'more', of: 'details' } : { kind: 'more' };
  }
  // "papers on this?" is about the thread.
  return said.has('details') ? { kind: 'details' } : undefined;
}
