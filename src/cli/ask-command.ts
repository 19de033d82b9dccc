import { parseArgs } from 'node:util';
import { openPaperboy, type Paperboy, shippedLibrary } from '../library/open-paperboy.ts';
import { displayText } from '../papers/display-text.ts';
import { paperLinks } from '../papers/links.ts';
import type { Answer, Match } from '../search/answer.ts';
import { maxTop } from '../search/question.ts';
import { readSpoken } from '../search/spoken-question.ts';
import { answerText } from './answer-text.ts';
import { type Command, type CommandContext, UsageError, wholeNumber, writeProblems } from './command.ts';
import { terminalStyle } from './terminal-style.ts';
import { vectorsOptions } from './vectors-options.ts';

interface JsonResult {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly score: number;
  readonly summary: string;
  readonly why: string;
}

function jsonResult({ paper, score, summary, why }: Match): JsonResult {
  return {
    id: paper.id,
    title: displayText(paper.title),
    url: paperLinks(paper).page,
    score: Number(score.toFixed(4)),
    summary,
    why: why.map((segment) => segment.text).join(''),
  };
}

async function timed(
  { ask, library }: Pick<Paperboy, 'ask' | 'library'>,
  said: string,
  limit: number | undefined,
  now: number,
): Promise<{ answer: Answer; ms: number }> {
  const start = performance.now();
  const { question } = readSpoken(said, now, library);
  const answer = await ask.ask(question, limit === undefined ? {} : { limit });
  return { answer, ms: performance.now() - start };
}

/** `language`, `readings` and `absent` stand there only where there is something to tell, see Understood. */
function jsonLine(question: string, { answer, ms }: { answer: Answer; ms: number }): string {
  const results = answer.kind === 'matches' ? answer.matches.map(jsonResult) : [];
  const verdict = answer.kind === 'matches' && answer.certainty === 'perhaps' ? 'perhaps' : answer.kind;
  const { readings, absent } = answer.kind === 'matches' ? answer : {};
  const language = 'language' in answer ? answer.language : undefined;
  return JSON.stringify({ question, verdict, language, readings, absent, results, ms: Number(ms.toFixed(3)) });
}

/** Lines parted by LF or CRLF only; Node's readline would also cut at U+2028 and a lone CR, and answer one question twice. */
async function* linesOf(stdin: CommandContext['stdin']): AsyncGenerator<string> {
  let rest = '';
  stdin.setEncoding('utf8');
  for await (const chunk of stdin) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}

async function* questionsOf(words: readonly string[], stdin: CommandContext['stdin']): AsyncGenerator<string> {
  if (words.length > 0) yield words.join(' ');
  else yield* linesOf(stdin);
}

/** "-survey pruning" is a question, not an option: what begins with one dash goes behind "--". */
function withQuestionsLast(args: readonly string[]): string[] {
  const isQuestion = (arg: string): boolean => /^-[^-]/.test(arg) && arg !== '-h';
  const end = args.indexOf('--');
  const [before, after] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  const questions = [...before.filter(isQuestion), ...after];
  return questions.length === 0 ? [...args] : [...before.filter((arg) => !isQuestion(arg)), '--', ...questions];
}

const options = {
  json: { type: 'boolean', about: 'One JSON object a question: question, verdict, results, ms' },
  limit: { type: 'string', takes: 'N', about: `How many papers at most, 1 to ${maxTop}; default 5` },
  library: {
    type: 'string',
    takes: 'FILE',
    about: 'Search this library file, digest or reading list instead of the shipped papers',
  },
  vectors: {
    type: 'string',
    takes: 'FILE',
    about: 'Encoded papers, from the command vectors; default vectors.bin in STATE_DIR',
  },
} as const satisfies Command['options'];

export const askCommand: Command = {
  summary: 'find papers for a question',
  usage:
    'ask ["question"] [--json] [--limit N] [--library FILE] [--vectors FILE]   without a question: one question a line from standard input',

  options,
  examples: [
    'ask "how does 4-bit quantization deal with outliers?" --limit 3',
    'ask --json --library my-papers.jsonl < questions.txt',
    'ask "-survey pruning since:2024"',
  ],

  async run(context) {
    const { args, stdin, stdout, stderr, env, now } = context;
    const { values, positionals } = parseArgs({ args: withQuestionsLast(args), options, allowPositionals: true });
    if (positionals.length === 0 && stdin.isTTY === true) throw new UsageError(this.usage);
    const limit = wholeNumber('limit', values.limit, { min: 1, max: maxTop });
    const file = values.library ?? shippedLibrary;
    const { ask, library, absence, close } = await openPaperboy({
      files: [file],
      // Asking needs no valid configuration otherwise.
      ...vectorsOptions(values.vectors, context),
      now,
      onProblem: (problem) => writeProblems(stderr, [problem]),
      onRebuild: (reason) => stderr.write(`${reason} ${file} is indexed anew.\n`),
    });
    if (absence !== undefined) stderr.write(`By words only. ${absence}\n`);
    if (library.size === 0) throw new UsageError(`${file} holds no paper that can be read.`);
    const style = terminalStyle(stdout, env);
    for await (const question of questionsOf(positionals, stdin)) {
      const result = await timed({ ask, library }, question, limit, now());
      if (values.json === true) {
        if (result.answer.kind === 'help')
          stderr.write(result.answer.problems.map((problem) => `${problem}\n`).join(''));
        stdout.write(`${jsonLine(question, result)}\n`);
      } else {
        // Whoever reads many answers wants to see which question each is to.
        if (positionals.length === 0) stdout.write(`${style.bold(`> ${question}`)}\n\n`);
        stdout.write(`${answerText(result.answer, style)}\n${positionals.length === 0 ? '\n' : ''}`);
      }
    }
    await close();
    return 0;
  },
};
