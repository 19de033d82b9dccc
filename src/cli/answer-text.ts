import { displayText } from '../papers/display-text.ts';
import { authorsForPeople } from '../papers/facts.ts';
import { paperLinks } from '../papers/links.ts';
import { oneSentence } from '../papers/one-sentence.ts';
import { dateForPeople } from '../papers/paper-date.ts';
import type { Answer, Match, Matches } from '../search/answer.ts';
import { toldInLanguage } from '../search/foreign.ts';
import { questionLanguage } from '../search/question.ts';
import { literally, notHeldSaid, wantedSaid } from '../search/question-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

function matchText(match: Match, style: TerminalStyle): string {
  const { paper } = match;
  const links = paperLinks(paper);
  const summary = oneSentence(paper, match.summary);
  const number = `${match.rank}. `;
  const facts = [
    paper.isWithdrawn === true ? 'withdrawn' : undefined,
    dateForPeople(paper),
    authorsForPeople(paper.authors ?? []),
    displayText(paper.organisation ?? ''),
    paper.upvotes ? `▲ ${paper.upvotes}` : undefined,
    style.link(links.page, links.page),
    ...links.code.map((url, index) =>
      style.link(index === 0 && paper.codeStars ? `${url} ★ ${paper.codeStars}` : url, url),
    ),
  ];
  // Words are marked one by one: a colour must not run over a line break.
  const why = match.why.map(({ text, isMatch }) => (isMatch ? text.replace(/\S+/g, style.marked) : text)).join('');
  const indent = ' '.repeat(number.length);
  return [
    style.wrapped(`${number}${style.bold(displayText(paper.title))}`, ''),
    summary.text === '' ? undefined : style.wrapped(`${style.dim(summary.label)}${summary.text}`, indent),
    why === '' ? undefined : style.wrapped(`${style.dim('why:')} ${why}`, indent),
    style.wrapped(style.dim(facts.filter(Boolean).join(' · ')), indent),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

/** What a reader should know of how these papers were found. */
function caveatsOf(answer: Matches): string[] {
  const { question, certainty, absent, readings = [], isByWordsOnly, notHeld } = answer;
  const near =
    absent === undefined ? 'Nothing fits closely' : `The library has no paper${wantedSaid(question, absent)}`;
  return [
    ...toldInLanguage(answer),
    ...notHeldSaid(notHeld),
    ...(certainty === 'perhaps' ? [`${near}; the nearest are:`] : []),
    ...readings.map(({ word, readAs }) => `“${word}” is read as ${readAs}; with ${literally} it is not.`),
    ...(isByWordsOnly === true ? ['By words only; ask again in a moment.'] : []),
  ];
}

/** An answer for people at a terminal, without a line end. */
export function answerText(answer: Answer, style: TerminalStyle): string {
  switch (answer.kind) {
    case 'matches': {
      const left = answer.total - answer.offset - answer.matches.length;
      const more = left > 0 ? [style.dim(`${left} more; ask for them with --limit or top:20.`)] : [];
      return [
        ...caveatsOf(answer).map(style.dim),
        ...answer.matches.map((match) => matchText(match, style)),
        ...more,
      ].join('\n\n');
    }
    case 'none': {
      const barriers = answer.barriers.map(
        ({ said, total, text }) => `It has ${total} without “${said}”: ${style.bold(text)}`,
      );
      const nearest = answer.nearest.map((paper) => `  - ${displayText(paper.title)}`);
      const intro = nearest.length > 0 ? ['The nearest papers, on something else:', ...nearest] : [];
      return [...toldInLanguage(answer), 'The library has nothing on that.', ...barriers, ...intro].join('\n');
    }
    case 'too-vague':
      return 'What is the question about? Name a method, a model or a problem, such as "massive activations in LLMs".';
    case 'help': {
      if (answer.problems.length > 0) return answer.problems.join('\n');
      const width = Math.max(...questionLanguage.map(({ example }) => example.length));
      const rows = questionLanguage.map(({ example, meaning }) => `  ${example.padEnd(width)}  ${meaning}`);
      return ['Questions can hold:', ...rows].join('\n');
    }
    default:
      return answer satisfies never;
  }
}
