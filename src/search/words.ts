/** Words that never decide which paper is meant. Both lists hold whole words in lower case, compared before stemming. */

/** Words with spaces or line ends between. */
export const wordSet = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Function words of English: they carry no subject in a paper nor in a question. */
export const stopWords = wordSet(`
  a about above across after again against all almost along already also although always am among an and another any anybody
  anyone anything are aren't around as at away back be became because become becomes been before being below between both but
  by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else enough
  especially et etc even ever every everyone everything few for from further gave get gets getting give given gives go goes
  going gone got had hadn't has hasn't have haven't having he her here hers herself him himself his how however i i'd i'll i'm
  i've ie eg if in indeed instead into is isn't it it'd it'll it's its itself just keep kind known last least less let let's
  like likely made make makes making many may maybe me might mine more most mostly much must my myself near need needs neither
  never no nobody none nor not nothing now of off often on once one ones only onto or other others our ours ourselves out over
  own per perhaps put quite rather really same say says see seem seems seen several shall she should shouldn't since so some
  somebody someone something sometimes somewhat somehow soon still such take taken takes than that that's the their theirs them
  themselves then there there's therefore these they they're thing things this those though through throughout thus to together
  too toward towards two under until up upon us use used uses using usually very via was wasn't way ways we we'd we'll we're
  we've well went were weren't what what's when where whereas wherever whether which while who whole whom whose why will with
  within without won't would wouldn't yet you you'd you'll you're you've your yours yourself
`);

/** What people wrap round a question in chat, and the nouns that every paper in a library of papers could claim. */
const fillerWords = wordSet(`
  afternoon ah aha ahoy asap boss dig digging love paperboy q standup urgent urgently w all alright anyone anybody appreciate appreciated article articles ask asked asking asks aware bot
  brilliant btw bunch cheers colleague colleagues cool couple curious day dear dm evening everybody explain explained explains
  explaining fellow find finding fine folks friend friends fyi good great greetings guess guy guys gimme gonna gotta grateful
  hello help helpful hey heya hi hiya hmm hmmm honestly hope idea ideas idk iirc imho imo interested interesting kindly kinda
  know knows learn lemme literature lol look looked looking looks lot lots mean mention mentioned mentions morning mm name named
  nice ok okay ooh oops oh paper papers people plenty please pls plz pointer pointers preprint preprints publication
  publications question questions quick quickly read reading recall recently recommend recommendation recommendations
  recommended remember remind said saw search searching seeing share shared show showed shown shows sorry sort sth stuff suggest
  suggested suggestion suggestions sup sure talk talked talking team tell ta thank thanks thanx think thinking thought thoughts
  thx ty today tomorrow tho totally tried trying tryna try uh uhm um understand understanding wanna want wanted wanting wants
  welcome wonder wondered wondering wow write writes writing written wrote ya yeah yep yes yesterday yo yup heard hear hearing
  talks says discuss discussed discussing discussion chat channel thread slack someone's anybody's who's how's here's
  there've could've should've would've anyone's y'all ppl ur u r im ive dont doesnt cant wont isnt whats hows theres lately
  actually basically probably maybe exactly happen happens happened bring brings anymore somewhere anywhere everywhere
  regarding concerning related re newest latest recent important work works study studies arxiv recs reco recos ref refs
  asap urgent urgently happy monday tuesday wednesday thursday friday saturday sunday mate mates
`);

/** Words that alone may be a subject ("state space", "saddle point", "information theory") and are chat only together. */
const fillerPhrases = new RegExp(
  [
    'state[- ]of[- ]the[- ]art',
    'a (?:little |tiny )?bit',
    'point(?:ing)? (?:me|us)',
    'drop (?:me|us)',
    'heads[- ]up',
    "like (?:i am|i'm|im) (?:five|5)",
    'links? (?:to|for)',
    '(?:overview|summary|topics?) (?:of|on|about)',
    'introduction to',
    '(?:any|some)thing new (?:on|in|about)',
    '(?:research|information|info|details?|news|updates?|resources?|references?|citations?|background|discussions?) (?:on|about|into|regarding|concerning)',
    '(?:best|top|key|interesting|must[- ]read|new) (?:papers?|reads?|articles?|works?|preprints?|publications?)',
  ]
    .map((phrase) => `\\b(?:${phrase})\\b`)
    .join('|'),
  'gi',
);

/** `text` without phrases that say nothing about the subject. */
export function withoutFillerPhrases(text: string): string {
  return text.replaceAll('\u2019', "'").replace(fillerPhrases, ' ');
}

/** True when `token` says nothing about the subject. */
export function isFiller(token: string): boolean {
  return stopWords.has(token) || fillerWords.has(token);
}
