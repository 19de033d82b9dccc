import { openPaperboyOf } from '../../../src/library/open-paperboy.ts';
import { piecesAsked } from '../../../src/search/asked-text.ts';
import { absentMeaning } from '../../../src/search/meaning/meaning.ts';
import { parseQuestion } from '../../../src/search/question.ts';
import { rank } from '../../../src/search/ranking.ts';
import { type Engine, versionOf } from './engine.ts';

/** Papers on a page in Slack. */
const pageSize = 5;

// As `paperboy eval` ranks a collection: the bot's ranking, without the verdict.
export const paperboy: Engine = {
  name: 'Paperboy',
  version: versionOf(),
  async build(papers) {
    const { library, meaning, ask } = await openPaperboyOf(papers, { now: Date.now });
    return {
      answer: (question) => ask.ask(question, { limit: pageSize }),
      async search(text, limit) {
        const question = parseQuestion(text, Date.now());
        const asked = await meaning?.of(piecesAsked(library, meaning.hasWord, question.words), 'person');
        const { ranked } = await rank({ library, meaning }, question, asked ?? absentMeaning, { leastShare: 0, limit });
        return ranked.map(({ paper }) => paper.id);
      },
    };
  },
};
