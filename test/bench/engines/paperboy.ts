import { shippedMeaning } from '../../../src/compose.ts';
import { createLibrary } from '../../../src/search/library.ts';
import { parseQuestion } from '../../../src/search/question.ts';
import { rank } from '../../../src/search/ranking.ts';
import { type Engine, versionOf } from './engine.ts';

// As `paperboy eval` ranks a collection: the bot's ranking with the shipped vectors, without the verdict.
export const paperboy: Engine = {
  name: 'Paperboy',
  version: versionOf(),
  build(papers) {
    const library = createLibrary({ meaning: shippedMeaning() });
    library.add(papers);
    return {
      search: (question, limit) =>
        rank(library, parseQuestion(question, Date.now()), { leastShare: 0, limit }).ranked.map(
          ({ paper }) => paper.id,
        ),
    };
  },
};
