import { hasSubject } from '../search/concepts.ts';
import { parseQuestion, type Question } from '../search/question.ts';
import { conditionsSaid, echoed } from '../search/question-text.ts';
import type { Wishes } from '../store/subscriptions.ts';
import type { Because, Digest, DigestPaper } from './digest.ts';
import { isWeekly } from './schedule.ts';
import { joined } from './subscription-words.ts';

/** What a digest says of itself; every sentence is true of the papers that it holds. */

/** Topics named in a headline; the list of digests names all. */
const maxNamed = 3;

export const papersWords = (count: number): string => (count === 1 ? 'one paper' : `${count} papers`);
const newPapersWords = (count: number): string => (count === 1 ? 'one new paper' : `${count} new papers`);

function namesOf(subjects: readonly string[]): string {
  const more = subjects.length - maxNamed;
  if (more <= 0) return joined(subjects);
  return joined([...subjects.slice(0, maxNamed), more === 1 ? 'one more topic' : `${more} more topics`]);
}

/** "vLLM" stays as its authors write it. */
const capitalised = (words: string): string =>
  words.replace(/^\p{Ll}(?=\p{Ll}*(?:[^\p{L}\p{N}]|$))/u, (letter) => letter.toUpperCase());

const typedFilter = /(?<=^|\s)(?:since|before|has|author|upvotes|spelling):(?:"[^"]*"|\S+)/gi;

/** A topic as a reader would say it: "LoRA since 2024". Words and phrases stay as they were written. */
function topicSaid(topic: string, question: Question): string {
  const conditions = conditionsSaid({ ...question, phrases: [], excluded: [] }).map(({ said }) => said);
  const words = echoed(topic.replace(typedFilter, ' ').replace(/\s+/g, ' ').trim());
  return [words, conditions.join(', ')].filter((part) => part !== '').join(' ');
}

/** What a digest is about: "quantization and pruning with code"; '' when about every paper. @param now milliseconds since 1970-01-01 UTC */
function subjectOf({ topics }: Pick<Wishes, 'topics'>, now: number): string {
  const questions = topics.map((topic) => ({ topic, question: parseQuestion(topic, now) }));
  const subjects = questions
    .filter(({ question }) => hasSubject(question.words))
    .map(({ topic, question }) => topicSaid(topic, question));
  const others = questions.filter(({ question }) => !hasSubject(question.words));
  const conditions = others.flatMap(({ question }) => conditionsSaid(question).map(({ said }) => said));
  return [namesOf(subjects), ...conditions].filter((words) => words !== '').join(' ');
}

function countWords(papers: readonly DigestPaper[]): string {
  const news = papers.filter(({ isNew }) => isNew).length;
  const older = papers.length - news;
  if (news === 0) return `${papersWords(older)} from the archive`;
  if (older === 0) return newPapersWords(news);
  return `${newPapersWords(news)} and ${older === 1 ? 'one' : older} from the archive`;
}

function heldWords(digest: Digest): string {
  switch (digest.kind) {
    case 'papers':
      return countWords(digest.papers);
    case 'nothing-new':
      return 'nothing new';
    case 'archive-read':
      return 'no paper this time';
    default:
      return digest satisfies never;
  }
}

/** What a weekly digest is called. */
export const weeklyName = 'Weekly round-up';

/** "quantization, 5 papers from the archive" @param now milliseconds since 1970-01-01 UTC, for topics such as since:30d */
function papersHeadline(digest: Digest, wishes: Pick<Wishes, 'topics'>, now: number): string {
  return [subjectOf(wishes, now), heldWords(digest)].filter((words) => words !== '').join(', ');
}

/** "Quantization, 5 papers from the archive", "Weekly round-up: quantization, 5 new papers" */
export function headline(digest: Digest, wishes: Pick<Wishes, 'topics' | 'days'>, now: number): string {
  const papers = papersHeadline(digest, wishes, now);
  return isWeekly(wishes) ? `${weeklyName}: ${papers}` : capitalised(papers);
}

/** The same below a heading that names the round-up already. */
export function headlineBelow(digest: Digest, wishes: Pick<Wishes, 'topics'>, now: number): string {
  return capitalised(papersHeadline(digest, wishes, now));
}

/** "Because you saved “LLM-FP4”" */
export function becauseWords({ kind, name }: Because): string {
  switch (kind) {
    case 'saved':
      return `Because you saved “${name}”`;
    case 'author':
      return `By ${name}, whom you follow`;
    case 'paper':
      return `Like “${name}”, which you follow`;
    default:
      return kind satisfies never;
  }
}

/** What it was chosen from; undefined where nobody counted. */
export function chosenFrom(digest: Digest): string | undefined {
  const { newPapers, roughlyDated = 0 } = digest;
  if (newPapers === undefined) return undefined;
  if (newPapers === 0) return 'the library has no paper of the last two weeks';
  // Of a paper whose day is not known nobody can say that it came out in these weeks.
  const kind = newPapers === 1 ? 'one recent paper' : `${newPapers} recent papers`;
  const all = roughlyDated > 0 ? kind : `${papersWords(newPapers)} of the last two weeks`;
  const chosen = digest.kind === 'papers' ? digest.papers : [];
  const news = chosen.filter(({ isNew }) => isNew).length;
  if (news === 0) return `nothing to send among ${all}`;
  // Those of the archive were not chosen from these.
  return news === chosen.length ? `chosen from ${all}` : `the new ${news === 1 ? 'one' : 'ones'} from ${all}`;
}

/** "2 of 5: no more are new"; undefined for one with all its papers. */
export function shortfall(digest: Digest, { size, whenQuiet }: Pick<Wishes, 'size' | 'whenQuiet'>): string | undefined {
  if (digest.kind !== 'papers' || digest.papers.length >= size) return undefined;
  const why = whenQuiet === 'archive' ? 'the library has no more on this' : 'no more are new';
  return `${digest.papers.length} of ${size}: ${why}`;
}
