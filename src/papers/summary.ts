import { sentencesOf } from './sentences.ts';

/**
 * One-sentence summaries without a model: the sentence in which the authors say most plainly what they contribute or found. Weights were
 * set on the 60 papers of "data/evaluation/development-summaries.jsonl" (`npm run eval` measures them): sentences that a reader would pick
 * .75 and at least accept .87, with how near each sentence is to the whole abstract .80 and .93; the first cue for a contribution, else
 * for a finding, .62 and .78; the nearest sentence alone .40 and .68, the first .07 and .13, the last .03 and .35. Half or twice of any
 * weight changes the mean grade by .05 at most.
 */

const authors = String.raw`\b(?:we|it proposes|this (?:paper|work|article|study|survey|report|manuscript)|our (?:\w+[ -]){0,2}(?:method|approach|paper|work|study|framework|results?|analys[ie]s|findings?|contribution|experiments?))\b`;
const cue = (verbs: string): RegExp => new RegExp(`${authors}[^.]{0,80}?\\b(?:${verbs})\\b`, 'i');
const contributes = cue(
  String.raw`propos\w+|introduc\w+|presents?|presented|develop\w*|devis\w+|design(?:s|ed)?|describes?|releases?|formulates?|unveils?|deriv\w+|generali[sz]es?|cast|improve upon|constructing`,
);
const isFinding = new RegExp(
  `${cue(String.raw`shows?|demonstrates?|identif\w+|finds?|found|proves?|reveals?|establish\w*|discovers?|argues?|characteri[sz]es?|explains?|suggests?|provides?|indicates?|observes?`).source}|${String.raw`\b(?:results|findings|analysis|experiments) (?:show|suggest|indicate|demonstrate|reveal|confirm)\w*`}`,
  'i',
);
const ownVoice = /\b(?:we|our|this (?:paper|work|article|study|survey))\b/i;
const weights = { contributes: 3, finds: 2.5, ownVoice: 1, centrality: 6 };

// Each of these, and standing late, makes a sentence say less alone.
const flaws = [
  // Something before it is meant.
  /^(?:it|its|they|their|this|these|those|such|he|she|that)\b(?! (?:paper|work|article|study|survey|report|manuscript)\b)/i,
  // A second thought.
  /^(?:however|moreover|furthermore|additionally|in addition|finally|besides|second(?:ly)?|indeed)\b|\b(?:also|further)\b/i,
  // It announces what others say.
  /\bfollowing\b|\bkey (?:challenges|contributions|solutions)\b|\b(?:extensive|comprehensive) experiments?\b|\bempirical results\b|\bshed light\b|\bnew direction\b|\binsights? into\b/i,
];
/** "We introduce stochastic activations." says too little. */
const minTellingChars = 60;

/** What the last sentence loses to the first. */
const lateness = 0.5;

const aboutCode = /\b(?:code|available|open-source|github)\b|https?:/i;
const notTelling = -9;

// "(2) We evaluate …": the number means nothing alone.
const enumerator = /^\(?(?:\d{1,2}|[ivx]{1,4})\)\s+/;

const leadIn =
  /^(?:(?:in|to|for|by|on|motivated by|based on|inspired by|building on|given|with|guided by|leveraging|towards?)\b[^,]{0,120}|(?:here|thus|hence|therefore|however|finally|specifically|accordingly|consequently|correspondingly|moreover|furthermore|additionally|theoretically|empirically|surprisingly|notably|indeed|first|second|then)),\s+(?=we\b|this\b|our\b)/i;

/** How plainly a sentence says what is new or found, the more the higher; below 0 it says nothing of it. @param place 0 first, 1 last */
export function tellingness(sentence: string, place: number): number {
  if (aboutCode.test(sentence)) return notTelling;
  const alone = standingAlone(sentence);
  const voice = contributes.test(sentence)
    ? weights.contributes
    : isFinding.test(sentence)
      ? weights.finds
      : ownVoice.test(sentence)
        ? weights.ownVoice
        : 0;
  const isShort = alone.length < minTellingChars;
  const [beginning, ...others] = flaws;
  const flawed = [beginning?.test(alone) === true, ...others.map((flaw) => flaw.test(sentence)), isShort];
  return voice - flawed.filter(Boolean).length - lateness * place;
}

/** @param centralities how near each sentence is to all of the abstract, cosines; where they are known */
export function summarySentenceIndex(sentences: readonly string[], centralities: readonly number[] = []): number {
  const last = Math.max(sentences.length - 1, 1);
  const scores = sentences.map(
    (sentence, index) => tellingness(sentence, index / last) + weights.centrality * (centralities[index] ?? 0),
  );
  return Math.max(scores.indexOf(Math.max(...scores)), 0);
}

/** The sentence as it reads alone: the lead-in ("To address this issue, …") dropped, and then the first letter a capital. */
export function standingAlone(sentence: string): string {
  const rest = sentence.replace(enumerator, '').replace(leadIn, '');
  // "vLLM is …" stays as its authors write it.
  if (rest === sentence) return sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What the authors say in their own words. */
export interface Contribution {
  /** What they made; '' when no sentence says so. */
  readonly proposes: string;
  /** What came out; '' when no other sentence says so. */
  readonly finds: string;
}

/** What is new in a paper and what its authors found, a sentence each, from its abstract as displayed. */
export function contributionOf(abstract: string): Contribution {
  const sentences = sentencesOf(abstract);
  const last = Math.max(sentences.length - 1, 1);
  const telling = sentences.map((sentence, index) => ({ sentence, worth: tellingness(sentence, index / last) }));
  const best = (isSuch: (sentence: string) => boolean): string =>
    telling
      .filter(({ sentence, worth }) => worth > 0 && isSuch(sentence))
      .reduce((one, other) => (other.worth > one.worth ? other : one), { sentence: '', worth: 0 }).sentence;
  const proposes = best((sentence) => contributes.test(sentence));
  const finds = best((sentence) => isFinding.test(sentence) && !contributes.test(sentence));
  return { proposes: standingAlone(proposes), finds: standingAlone(finds) };
}

/** One sentence that says what a paper is about, from its abstract as displayed; '' when there is no abstract. */
export function summaryOf(abstract: string): string {
  const sentences = sentencesOf(abstract);
  return standingAlone(sentences[summarySentenceIndex(sentences)] ?? '');
}
