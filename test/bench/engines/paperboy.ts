import { shippedMeaning } from '../../../src/compose.ts';
import { createAsk } from '../../../src/search/ask.ts';
import { createLibrary } from '../../../src/search/library.ts';
import { parseQuestion } from '../../../src/search/question.ts';
import { rank } from '../../../src/search/ranking.ts';
import { type Engine, versionOf } from './engine.ts';

/** The bot loads an index of this many papers from a snapshot, see src/open-library.ts. */
const keptFromPapers = 2_000;

/** Papers on a page in Slack. */
const pageSize = 5;

// As `paperboy eval` ranks a collection: the bot's ranking with the shipped vectors, without the verdict.
export const paperboy: Engine = {
  name: 'Paperboy',
  version: versionOf(),
  build(papers) {
    const meaning = shippedMeaning();
    const built = createLibrary({ meaning });
    built.add(papers);
    const library = papers.length < keptFromPapers ? built : createLibrary({ meaning, before: built.kept() });
    const { ask } = createAsk({ library, now: Date.now });
    return {
      answer: (question) => ask(question, { limit: pageSize }),
      search: (question, limit) =>
        rank(library, parseQuestion(question, Date.now()), { leastShare: 0, limit }).ranked.map(({ id }) => id),
    };
  },
};
