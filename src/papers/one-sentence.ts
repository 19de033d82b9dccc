import { displayText } from './display-text.ts';
import type { Paper } from './paper.ts';
import { summaryOf } from './summary.ts';

/** What a paper is about, in a sentence. */
export interface OneSentence {
  /** '' when nothing is known. */
  readonly text: string;
  /** Stands before it, when a language model wrote it and not the authors; '' else. */
  readonly label: string;
}

/** Names whose model it was: what it says is nobody's word but that one's. */
const aiLabel = 'AI summary by Hugging Face: ';

/** A model's name may be a path. */
const maxNameChars = 40;

/**
 * What a language model wrote, one of one's own before that of a source, and labelled as such; else the authors' own words.
 *
 * @param own the sentence of the abstract, if it is known already
 */
export function oneSentence(paper: Paper, own = summaryOf(displayText(paper.abstract))): OneSentence {
  const { written } = paper;
  if (written !== undefined)
    return { text: displayText(written.text), label: `Written by a model (${written.by.slice(0, maxNameChars)}): ` };
  const byModel = displayText(paper.aiSummary ?? '');
  return byModel === '' ? { text: own, label: '' } : { text: byModel, label: aiLabel };
}
