import { parseArxivId } from './arxiv-id.ts';
import { displayText } from './display-text.ts';
import { paperLinks } from './links.ts';
import type { Paper } from './paper.ts';
import { paperDate } from './paper-date.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escaped(text: string): string {
  return text.replace(/[&%$#_{}~^\\]/g, (character) => escapes[character] ?? `\\${character}`);
}

/** The first author's last name, the year and the title's first long word, as arXiv's own export does. */
function citationKey(paper: Paper, year: string): string {
  const lastName =
    displayText(paper.authors?.[0] ?? '')
      .split(' ')
      .at(-1) ?? '';
  const firstWord =
    displayText(paper.title)
      .split(/[^\p{L}\p{N}]+/u)
      .find((word) => word.length > 3) ?? paper.id;
  // Without an author the title's word goes first: a key should not begin with a digit.
  const key = (lastName === '' ? `${firstWord}${year}` : `${lastName}${year}${firstWord}`)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  return key === '' ? 'paper' : key;
}

/** A BibTeX entry in arXiv's own form (`@misc` with `eprint` and `archivePrefix`). Fields that are not known are left out. */
export function bibtexOf(paper: Paper): string {
  const year = paperDate(paper)?.slice(0, 4) ?? '';
  const isOnArxiv = parseArxivId(paper.id) === paper.id;
  const fields: (readonly [string, string | undefined])[] = [
    ['title', `{${escaped(displayText(paper.title))}}`],
    ['author', paper.authors?.map((author) => escaped(displayText(author))).join(' and ')],
    ['year', year],
    ['eprint', isOnArxiv ? paper.id : undefined],
    ['archivePrefix', isOnArxiv ? 'arXiv' : undefined],
    ['url', paperLinks(paper).page],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{${citationKey(paper, year)},`, ...lines, '}'].join('\n');
}
