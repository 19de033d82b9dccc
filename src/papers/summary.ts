import { sentencesOf } from './sentences.ts';

/**
 * One-sentence summaries without a model: the first sentence in which the authors say what they contribute, else what they
 * found, else the first. Measured on the 119 shipped abstracts: 71 contribute, 43 find, 5 neither; TextRank picked background
 * or results in most of the rest, so it was not used.
 */

const authors = String.raw`\b(?:we|this (?:paper|work|article|study|survey|report)|our (?:method|approach|paper|work|study))\b`;
const cue = (verbs: string): RegExp => new RegExp(`${authors}[^.]{0,60}?\\b(?:${verbs})\\b`, 'i');
const contributes = cue(
  'propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|presents?|presented|develops?|developed|devises?|designs?|describes?|releases?|formulates?|unveils?',
);
const finds = new RegExp(
  `(?:${authors}|\\b(?:our )?results\\b)[^.]{0,60}?\\b(?:shows?|demonstrates?|stud(?:y|ies)|investigates?|evaluates?|analy[sz]es?|finds?|proves?|provides?|reveals?|establish(?:es)?|explores?|examines?|observes?|argues?|derives?|compares?|discover)\\b`,
  'i',
);

// "(2) We evaluate …": the number means nothing alone.
const enumerator = /^\(?(?:\d{1,2}|[ivx]{1,4})\)\s+/;

const leadIn =
  /^(?:(?:in|to|for|motivated by|based on|inspired by|building on|given|with|towards?)\b[^,]{0,120}|(?:here|thus|hence|therefore|however|finally|specifically|accordingly|consequently|moreover|furthermore|additionally)),\s+(?=we\b|this\b|our\b)/i;

// "We introduce stochastic activations." and "We present the following results" say too little: a later cue is preferred.
const minTellingChars = 50;
const announcesList = /\bfollowing\b/i;

function isTelling(sentence: string): boolean {
  return sentence.length >= minTellingChars && !announcesList.test(sentence);
}

/** Index of the sentence that best says what the paper is about; 0 for an empty list. */
export function summarySentenceIndex(sentences: readonly string[]): number {
  for (const cueWords of [contributes, finds]) {
    const telling = sentences.findIndex((sentence) => cueWords.test(sentence) && isTelling(sentence));
    if (telling >= 0) return telling;
  }
  return Math.max(
    sentences.findIndex((sentence) => contributes.test(sentence)),
    0,
  );
}

/** The sentence as it reads alone: the lead-in ("To address this issue, …") dropped, and then the first letter a capital. */
export function standingAlone(sentence: string): string {
  const rest = sentence.replace(enumerator, '').replace(leadIn, '');
  // "vLLM is …" stays as its authors write it.
  if (rest === sentence) return sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** One sentence that says what a paper is about, from its abstract as displayed; '' when there is no abstract. */
export function summaryOf(abstract: string): string {
  const sentences = sentencesOf(abstract);
  return standingAlone(sentences[summarySentenceIndex(sentences)] ?? '');
}
