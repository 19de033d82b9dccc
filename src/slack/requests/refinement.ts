import { hasSubject } from '../../search/concepts.ts';
import { authorFilters } from '../../search/spoken-authors.ts';
import { datePhraseUnderList } from '../../search/spoken-dates.ts';
import { leavingOut, type Phrase, readPhrases, withNegation } from '../../search/spoken-phrases.ts';
import { readSpoken } from '../../search/spoken-question.ts';
import { isComplaint } from './courtesy.ts';
import { compared, type FollowUp, parseFollowUp, pointsAtRank, type Rank } from './follow-up.ts';
import { meantBy } from './misspelt.ts';
import { wordsMeant } from './request-words.ts';

/** How people go on with a list by other words than those of follow-up.ts: "newer ones", "and for vision models?", "compare 1 and 3". */
export type Refinement =
  /** Several papers side by side; without ranks the first that are shown. */
  | { readonly kind: 'compare'; readonly ranks: readonly Rank[] }
  /** The same list under these filters, as they would be typed. `ofShown`: "which of these": only papers that were shown. */
  | { readonly kind: 'refine'; readonly filters: readonly string[]; readonly ofShown: boolean }
  /** The question of the list with these words, or with these in the place of others. */
  | {
      readonly kind: 'shift';
      readonly words: string;
      /** '' stands for the whole subject. */
      readonly insteadOf?: string;
      readonly filters: readonly string[];
    };

/** What behind "no", "not" and the like is nothing to leave out: "no luck", "not just LLMs", "no free lunch". */
const notLeftOut =
  '(?:code|more|thanks?|now|it|that|this|these|those|by|just|only|necessarily|quite|always|so|good|luck|ideas?|results?|filters?|dates?|problems?|free lunch|regret)';

type IsWord = (word: string) => boolean;

/** What is a filter only where a list stands above. Each takes what it reads out of the words, and leaves them where it reads nothing. */
const looseFilters = withNegation([
  datePhraseUnderList,
  [/\b(?:more |most )?(?:newer|newest|latest|recent|fresher|freshest)\b(?: first)?/gi, () => ['sort:new']],
  [/\b(?:older|oldest|earlier|earliest)\b(?: first)?/gi, () => ['sort:old']],
  [
    /\b(?:the )?(?:most|more|highest|best)[- ](?:upvoted|popular|liked|voted|rated|upvotes)\b|\bby (?:upvotes|popularity|votes)\b/gi,
    () => ['sort:upvotes'],
  ],
  [
    /\b(?:by (?:relevance|(?:best )?match|fit)|(?:most relevant|best match(?:es|ing)?)(?: (?:ones|papers))?(?: first)?)\b/gi,
    () => ['sort:match'],
  ],
  [/\bby (?:date|year|age|recency)\b/gi, () => ['sort:new']],
  [
    /\b(?:with|have|has|having|got|include|includes|provide|open) (?:an? |any |some |the |their )?(?:open[- ]source |open |public |available |source )?(?:code|github|repos?|implementations?)\b(?: available)?|\b(?:only code|code only)\b/gi,
    () => ['has:code'],
  ],
  [
    /\b(?:top|just|only|limit to|the best) (\d{1,2})\b/gi,
    ([, number = '']) => [`top:${Math.min(Math.max(Number(number), 1), 20)}`],
  ],
  [
    new RegExp(
      String.raw`\b(?!(?:skip|drop|minus) (?!(?:the|any|those|all)\b))(?:${leavingOut}(?: for)?|nothing (?:on|about))(?: the| any| all)?(?: (?:ones|papers|those))?(?: (?:on|about|with|that use))? (?!${notLeftOut}\b)([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?)(?=[\s.,!?]*$)`,
      'giu',
    ),
    ([, words = '']) => {
      const plain = words.replace(/ (?:papers?|ones|please|works?)$/i, '').replace(/^(survey|review)s?$/i, '$1');
      if (!hasSubject(plain)) return undefined;
      return [plain.includes(' ') ? `-"${plain}"` : `-${plain}`];
    },
  ],
]);

/** "by lecun", "by Sun", "by sun and liu"; "by gradient descent" names nobody. */
const byAuthors = (isWord: IsWord): Phrase => [
  /\bby (?!(?:the|same|this|that|these|those|them|him|her|my|our|their|its|an?|authors?|people|researchers?|those|someone|citations?|impact|importance|interest|quality|topics?|subjects?|titles?|names?|length|size)\b)(\p{L}[\p{L}.'’-]+(?: \p{L}[\p{L}.'’-]+){0,2}(?:,? (?:and|&) \p{L}[\p{L}.'’-]+(?: \p{L}[\p{L}.'’-]+)?)?)(?=[\s.,!?]*$)/giu,
  ([, names = '']) => {
    const isName =
      /^\p{Lu}[\p{Ll}.'’]| (?:and|&) /u.test(names) || !names.split(' ').every((word) => isWord(word.toLowerCase()));
    return isName ? authorFilters(names) : undefined;
  },
];

/** Says nothing beside a filter. */
const besideFilters =
  /^(?:only|just|those|these|them|they|it|ones?|that|which|who|whose|what(?:['’]?s)?|but|and|with|have|has|had|having|the|a|an|papers?|works?|results?|list|show|give|get|see|want|need|filter(?:ed)?|restrict|limit|narrow|keep|sort(?:ed)?|order(?:ed)?|rank(?:ed)?|down|to|of|for|from|in|is|are|was|were|do|does|any(?:thing)?|some(?:thing)?|all|more|how|many|me|us|please|ok(?:ay)?|now|also|again|same|instead|there|here|above|i|we|you|can|could|published|written|out|first|by)$/i;

const ofShown =
  /\b(?:which|what|any)(?: (?:one|ones|paper|papers))? of (?:these|those|them|the above)\b|\bamong (?:these|those|them)\b|\bwhich one\b/i;

/** Goes on with the subject: "and for vision models?", "ok, but what about the same for vision models?". */
const goesOn =
  /^(?:ok(?:ay)?[, ]+)?(?:(?:and|but|also|plus|now|same|what about|how about|what of)\b[\s,:]*(?:also |only |the same )?)+/i;
/** Picks from the list by a subject: "only those about pruning". */
const picks =
  /^(?:show (?:me )?|list |keep |just |only |but )*(?:which(?: ones?)? of (?:these|those|them)|(?:the |only |just )?(?:ones|those|these)(?: papers)?|which ones?|any of (?:these|those|them))(?: (?:that|which))?(?: (?:are|is|do|does|use|uses|using|talk|deal|have|has|work|apply|cover|mention|treat|study))*(?: (?:about|on|for|with|in|of|to))?\s+(?=\S)/i;
/** "which one is best?" asks for what nobody here can tell. */
const isJudgement =
  /^(?:(?:the )?(?:best|better|worst|easiest|shortest|longest)|(?:should|would|shall) (?:i|we|you)\b.*)$/i;
/** "these are too old": what would be better is not said. */
const judges =
  /^(?:(?:all|most|some|many|none) of )?(?:(?:these|those|they|the (?:papers|results))(?: papers| ones| results)?(?:['’]re| are| were|(?: do(?:n['’]t| not)(?: really| all| quite)?)? (?:look|seem|sound))|(?:this|that|it)(?:['’]s| is)(?= (?:not?|too|wrong|so)\b))(?: (?:not|all|too|so|very|really|quite|rather|mostly|just))* (?!about\b|on\b)(?:\S+(?: enough| for me)?|what .*)$/i;
/** Says nothing of a subject, but of the list, its size and its filters. */
const ofWholeList =
  /^(?:no (?:luck|results?|dates?|ideas?|problems?)|without (?:a |the )?dates?|not (?:just|only|necessarily|always|quite|so)\b.*|(?:all|any) years?|(?:no code|code (?:is )?not) (?:needed|necessary|required)|(?:remove|drop|clear|forget) the (?:code|date|year|author|upvote)s?|how many(?: (?:papers|results|ones|of them))?(?: are there| are they| did you find)?)$/i;
/** "by rotation", "by wang": whether an author is meant nobody can tell. */
const byUnknown = /^(?:(?:only|just|not|those|ones|and) )*by (?:far .+|\S+(?: \S+)?)$/i;
/** "are there any surveys about this?" */
const asksBeside =
  /^(?:(?:are|is) there )?(?:any |some |an? )?(.+?) (?:about|on|for|of) (?:this|that|it|the same(?: topic| subject| thing)?)$/i;
const leadingLink = /^(?:about|on|regarding)\s+/i;
const closing = /[\s.,;:!?…]+$/;

/** Reads filters as they are said beside a list. */
function readLoose(text: string, now: number, isWord: IsWord): { filters: string[]; rest: string } {
  const spoken = readSpoken(text, now);
  const loose = readPhrases(spoken.words, [...looseFilters, ...withNegation([byAuthors(isWord)])], { now });
  const filters = [...new Set([...spoken.filters, ...loose.filters])];
  return { filters, rest: loose.words.replace(/\s+/g, ' ').replace(closing, '').trim() };
}

/** A question of its own, though it names no subject: "what papers came out this week?", "newest papers". */
const isOwnQuestion = (text: string): boolean =>
  /^(?:show (?:me )?)?(?:the )?(?:newest|latest|most recent|new|recent) (?:papers|articles|research)$/i.test(text) ||
  (/^(?:what|which|any|are there|is there)\b.*\b(?:papers?|articles?|research|came out|new)\b/i.test(text) &&
    !/\b(?:these|those|them|ones?)\b/i.test(text));

const saysMore = (rest: string): boolean =>
  rest.split(/[\s,]+/).some((word) => word !== '' && !besideFilters.test(word.replace(/[.?!:;]+$/, '')));

/** "instead of LLMs: diffusion models", "diffusion models instead of LLMs", "diffusion models instead", "I meant diffusion models". */
function swap(text: string): { words: string; insteadOf: string } | undefined {
  const meant = wordsMeant(text);
  if (meant !== undefined) return { words: meant, insteadOf: '' };
  const [, first, second] = /^instead of (.+?)(?:[:,]| (?:show|give|use|try|take)(?: me)?) (.+)$/i.exec(text) ?? [];
  if (first !== undefined && second !== undefined) return { words: second, insteadOf: first };
  const [, wanted, unwanted = ''] =
    /^(.+?),? (?:instead of|rather than) (.+)$/i.exec(text) ?? /^(.+?),? instead$/i.exec(text) ?? [];
  return wanted === undefined ? undefined : { words: wanted, insteadOf: unwanted };
}

/** Goes on with what the bot posted. */
export type GoingOn = FollowUp | Refinement;

/** Names a list, or what is only done with one. */
const namesList =
  /\b(?:these|those|them|they|this|that|it|ones?|above|(?:the )?(?:list|results))\b|^(?:(?:sort|order|rank|group)(?:ed)? by|start over)/i;

/**
 * With "more" or a number nothing else can be meant; "code" or "similar papers" may be a question, or about the thread.
 *
 * @param text that was read, as bareWords gives it
 */
export function isOnlyGoingOn(goingOn: GoingOn, text: string): boolean {
  switch (goingOn.kind) {
    case 'more':
      return goingOn.of !== 'similar';
    case 'details':
    case 'similar':
    case 'bibtex':
      return goingOn.rank !== undefined;
    case 'bibliography':
    case 'back':
    case 'compare':
      return true;
    // "papers by people at Meta" is a question as well.
    case 'unclear':
      return (
        parseFollowUp(text) !== undefined ||
        pointsAtRank(text) ||
        namesList.test(text) ||
        isComplaint(text) ||
        !hasSubject(text)
      );
    // "newest papers with code" and "what about MoE?" are questions as well.
    case 'refine':
    case 'shift':
      return false;
    default:
      return goingOn satisfies never;
  }
}

/**
 * How a message goes on with what the bot posted before it; undefined when it is a question of its own.
 *
 * @param text as bareWords gives it
 * @param now milliseconds since 1970-01-01 UTC
 * @param isWord as for meantBy
 */
export function parseGoingOn(text: string, now: number, isWord: IsWord): GoingOn | undefined {
  const meant = meantBy(text, isWord).map((one) => parseAsWritten(one, now, isWord));
  const isOfList = (one: GoingOn | undefined): boolean => one !== undefined && one.kind !== 'shift';
  // A misspelt word of a subject may be a subject as well, and then counts as it stands.
  return meant.find(isOfList) ?? parseAsWritten(text, now, isWord) ?? meant.find((one) => one !== undefined);
}

function parseAsWritten(text: string, now: number, isWord: IsWord): GoingOn | undefined {
  const followUp = parseFollowUp(text);
  const isPlain = followUp !== undefined && !ofShown.test(text);
  if (isPlain) return followUp;
  const ranks = compared(text);
  if (ranks !== undefined) return { kind: 'compare', ranks };
  const plain = text.replace(closing, '').replace(/\b(are|is|were)n['’]t\b/gi, '$1 not');
  if (
    [ofWholeList, judges].some((one) => one.test(plain.replace(goesOn, ''))) ||
    pointsAtRank(plain) ||
    isComplaint(text)
  )
    return { kind: 'unclear' };
  return (
    parseRefinement(plain, now, isWord) ??
    (followUp !== undefined || byUnknown.test(plain) || isAboutList(plain) ? { kind: 'unclear' } : undefined)
  );
}

/** @param plain without closing marks */
function parseRefinement(plain: string, now: number, isWord: IsWord): Refinement | undefined {
  const goneOn = plain.replace(goesOn, '');
  const { filters, rest } = readLoose(wordsMeant(goneOn) ?? goneOn, now, isWord);
  const isOwn = isOwnQuestion(plain);
  // "what about older papers?" begins like one.
  if (filters.length > 0 && !saysMore(rest) && (!isOwn || goneOn !== plain))
    return { kind: 'refine', filters, ofShown: ofShown.test(plain) };
  if (isOwn) return undefined;
  const swapped = swap(goneOn);
  const led =
    swapped?.words ??
    (goneOn !== plain ? goneOn : picks.test(plain) ? plain.replace(picks, '') : undefined) ??
    asksBeside.exec(plain)?.[1];
  if (led === undefined) return undefined;
  const spoken = readSpoken(led, now);
  const words = spoken.words.replace(leadingLink, '').replace(closing, '');
  if (!hasSubject(words) || isJudgement.test(words)) return undefined;
  return {
    kind: 'shift',
    words,
    filters: spoken.filters,
    ...(swapped !== undefined && { insteadOf: swapped.insteadOf.replace(closing, '') }),
  };
}

const aboutList =
  /\b(?:these|those|them|the ones|ones|above|(?:by|from|of) (?:the )?same|^(?:exclude|drop|skip|without|except|not) (?:the|any|all|that|this|it|what|really|very)|this list|the list|(?:these|those|the) (?:papers|results)|which ones?|which (?:is|are|should|would|do)|(?:make|translate) (?:it|this|#?\d{1,2})|^(?:fewer|less|shorter|longer|start (?:over|again)|reset|no(?:pe)?|nah|wrong)$|(?:sort|order|rank|group)(?:ed)? by|most (?:cited|influential|important|interesting|useful)|\d(?:st|nd|rd|th)|by (?:authors?|people|researchers) (?:from|at))\b/i;

/** Says something of the list that nobody here understands: it names no subject of its own. */
function isAboutList(text: string): boolean {
  return (
    aboutList.test(text) &&
    !hasSubject(
      text.replace(
        /\b(?:same \S+|wrong|nope|nah|exclude|drop|skip|except|list|results?|shorter|longer|easier|better|best|worst|(?:i|we) start|start with|begin|favou?rite|make it|summar\w+|translate\w*(?: (?:it|this|#?\d{1,2}))?(?: (?:in)?to \w+)?|(?:rank|sort|order|group)\w*(?: (?:it|them|these|those))?(?: by \w+)?|fewer|less|start|reset|over|again|most (?:cited|influential|important|interesting|useful)|first|second|third|by (?:authors?|people|researchers) (?:from|at) \S+)\b/gi,
        ' ',
      ),
    )
  );
}
