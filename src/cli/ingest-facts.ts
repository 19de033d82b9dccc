import { toJsonLines } from '../sources/digest-file/json-lines.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { withFacts, withoutFacts } from '../sources/paper-facts.ts';
import { type CommandContext, type ExitCode, writeProblems } from './command.ts';
import { foundByArxiv } from './look-up-named.ts';
import { replaceFile } from './replace-file.ts';

/** Writes authors, dates and subject classes, as arXiv tells them, into the papers of a library file that have no authors. */
export async function ingestFacts(file: string, context: CommandContext): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const { papers, problems } = readPapers(file);
  if (problems.length > 0) {
    writeProblems(stderr, problems);
    stderr.write(`${file} holds lines that would be lost. Mend or move them first.\n`);
    return 1;
  }
  const lacking = withoutFacts(papers);
  const { papers: told, failure } =
    lacking.length === 0
      ? { papers: [] }
      : await foundByArxiv(
          lacking.map(({ id }) => id),
          context,
        );
  const facts = new Map(told.map((paper) => [paper.id, paper]));
  const filled = papers.map((paper) => {
    const found = facts.get(paper.id);
    return found === undefined ? paper : withFacts(paper, found);
  });
  if (told.length > 0) replaceFile(file, toJsonLines(filled));
  stdout.write(
    `${file}: authors and dates filled in: ${told.length}; papers still without: ${lacking.length - told.length}\n`,
  );
  if (failure === undefined) return 0;
  stderr.write(`${failure} Run again with the network.\n`);
  return 1;
}
