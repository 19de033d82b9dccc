import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runsOfWords, stemsOfTerm, termsOfRun } from '../../src/search/title-terms.ts';
import { readCorpus } from '../bench/corpus-lines.ts';

// Part of npm run fit:verdict: makes data/title-terms.tsv, see src/search/title-terms.ts.

/** Titles that a term stands in, at least: 10 give a table twice as long that tells no more, 40 miss every tenth near miss. */
const leastTitles = 20;
/** A term that fewer of the papers holding it name in their title is no subject. */
const leastShare = 0.15;

const { values: options } = parseArgs({ options: { corpus: { type: 'string' } }, strict: false });

const inTitles = new Map<string, number>();
const inPapers = new Map<string, number>();

const termsIn = (text: string): Set<string> => new Set(runsOfWords(text).flatMap(termsOfRun).map(stemsOfTerm));

function count(terms: Iterable<string>, counts: Map<string, number>): void {
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
}

await readCorpus(String(options.corpus), ({ title }) => count(termsIn(title), inTitles));
for (const [term, titles] of inTitles) if (titles < leastTitles) inTitles.delete(term);
await readCorpus(String(options.corpus), ({ title, abstract }) => {
  const terms = termsIn(title).union(termsIn(abstract));
  count(
    [...terms].filter((term) => inTitles.has(term)),
    inPapers,
  );
});

const lines = [...inTitles]
  .map(([term, titles]) => ({ term, share: titles / (inPapers.get(term) ?? titles) }))
  .filter(({ share }) => share >= leastShare)
  .sort((a, b) => (a.term < b.term ? -1 : 1))
  .map(({ term, share }) => `${term}\t${Math.round(100 * share)}\n`);
writeFileSync(fileURLToPath(new URL('../../data/title-terms.tsv', import.meta.url)), lines.join(''));
process.stdout.write(`${lines.length} terms that titles name\n`);
