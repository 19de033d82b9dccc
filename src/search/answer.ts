import type { Paper } from '../papers/paper.ts';
import type { Question } from './question.ts';

/** A stretch of text for people. */
export interface Segment {
  readonly text: string;
  /** It is what was asked for. */
  readonly isMatch: boolean;
}

/** A paper in an answer. */
export interface Match {
  readonly paper: Paper;
  /** Place in the whole list, from 1. */
  readonly rank: number;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  /** What the paper is about in one sentence, without markup; '' when it has no abstract. */
  readonly summary: string;
  /** The sentence that best explains the match, matched words marked; never the summary again. Empty when there is nothing to explain. */
  readonly why: readonly Segment[];
  readonly certainty: Certainty;
}

/** Whether a paper is on what was asked, as far as words and meaning tell; `perhaps` says that it is only the nearest there is. */
export type Certainty = 'sure' | 'perhaps';

/** A word that no paper holds, and the one that was looked for in its place. */
export interface Reading {
  readonly word: string;
  readonly readAs: string;
}

/** What was made of the words of a question. */
export interface Understood {
  readonly readings?: readonly Reading[];
  /** The subject that was asked for, where no paper is on it. */
  readonly absent?: string;
  /** What it was written in, where that is no English, see toldInLanguage: then only the words that papers use as well were looked for. */
  readonly language?: string;
}

/** Of papers that are named by id. */
interface Named {
  /** Those that the library does not hold; absent where it holds all. */
  readonly notHeld?: readonly string[];
}

/** One page of the papers that match. */
export interface Matches extends Understood, Named {
  readonly kind: 'matches';
  readonly question: Question;
  readonly matches: readonly Match[];
  /** Rank of the first of them minus 1. */
  readonly offset: number;
  /** How many papers the list has; no more than the question asked for. */
  readonly total: number;
  /** How many papers match in all. */
  readonly found: number;
  /** Papers that match less surely and are not listed: in another order than by match they would come first. */
  readonly doubtful?: number;
  /** Of the answer as a whole. */
  readonly certainty: Certainty;
  /** The encoder did not answer in time: papers that only mean what was asked may be missing. */
  readonly isByWordsOnly?: boolean;
}

/** The library has nothing on it. */
export interface NoMatch extends Pick<Understood, 'language'>, Named {
  readonly kind: 'none';
  readonly question: Question;
  /** Papers on the nearest topics; not answers. */
  readonly nearest: readonly Paper[];
  /** The conditions (since:, has:code, "phrase", -word) without one of which there would be papers. */
  readonly barriers: readonly Barrier[];
}

/** A condition that alone stands between a question and its papers. */
export interface Barrier {
  /** In people's words. */
  readonly said: string;
  /** The question without it. */
  readonly text: string;
  /** How many papers match then. */
  readonly total: number;
}

/** Too little to go by: no word about a subject. */
export interface TooVague {
  readonly kind: 'too-vague';
  readonly question: Question;
}

/** The person asked for help, or wrote a filter that makes no sense. */
export interface Help {
  readonly kind: 'help';
  readonly question: Question;
  /** What is wrong and what is allowed, each a sentence; empty when help was asked for. */
  readonly problems: readonly string[];
}

export type Answer = Matches | NoMatch | TooVague | Help;
