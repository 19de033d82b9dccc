import { piecesAsked } from '../../../src/search/asked-text.ts';
import type { Searchable } from '../../../src/search/collection.ts';
import { createLibrary } from '../../../src/search/library.ts';
import { createMeaning } from '../../../src/search/meaning/create-meaning.ts';
import type { Meaning } from '../../../src/search/meaning/meaning.ts';
import { createQuestionVectors } from '../../../src/search/meaning/question-vectors.ts';
import { parseQuestion } from '../../../src/search/question.ts';
import { rank } from '../../../src/search/ranking.ts';
import { refinedHits } from '../../../src/search/refine.ts';
import { soundSleep } from '../../../src/sources/sound-sleep.ts';
import { type Engine, versionOf } from './engine.ts';

/** Ids as `paperboy eval` ranks a collection: the bot's ranking, without the verdict. */
export async function rankedIds(
  { library, meaning }: { readonly library: Searchable; readonly meaning: Meaning },
  text: string,
  limit: number,
): Promise<string[]> {
  const question = parseQuestion(text, Date.now());
  const asked = await meaning.of(piecesAsked(library, meaning.hasWord, question.words), 'person');
  const wanted = { limit: Math.max(limit, refinedHits) };
  const { ranked } = await rank({ library, meaning }, question, asked, wanted);
  return ranked.slice(0, limit).map(({ paper }) => paper.id);
}

export const paperboy: Engine = {
  name: 'Paperboy',
  version: versionOf(),
  async build(papers, { encoder, kept, keyOf }) {
    const library = createLibrary();
    library.add(papers);
    const wholes = await kept.wholes(papers.map(keyOf));
    for (const paper of papers) {
      const whole = wholes.get(keyOf(paper));
      if (whole !== undefined) library.setVector(paper.id, keyOf(paper), whole);
    }
    const { of } = createQuestionVectors({ encoder, sleep: soundSleep });
    const meaning = createMeaning({ of, hasWord: encoder.hasWord, kept });
    return { search: (text, limit) => rankedIds({ library, meaning }, text, limit) };
  },
};
