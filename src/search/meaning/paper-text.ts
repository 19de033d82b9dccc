import { createHash } from 'node:crypto';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { sentencesOf } from '../../papers/sentences.ts';

/** What the encoder reads of a paper: its title and then its sentences, as people are shown them. */
export function piecesOf({ title, abstract }: Paper): string[] {
  return [displayText(title), ...sentencesOf(displayText(abstract))];
}

/** SHA-256 (hex) over the model and the pieces in order: another model, cleaning or splitting has another key. */
export function vectorKey(model: string, pieces: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([model, ...pieces]))
    .digest('hex');
}
