import { decodeHTMLStrict } from 'entities';
import { parseArxivId } from './arxiv-id.ts';
import { authorsOf, isGroup, namePartsOf } from './author-names.ts';
import { displayText } from './display-text.ts';
import { paperLinks } from './links.ts';
import type { Paper } from './paper.ts';
import { paperDate } from './paper-date.ts';
import { romanised } from './plain-letters.ts';
import { texSource } from './tex-source.ts';

/** Without braces: a name has none, and one alone would end the entry. */
function nameInTex(name: string): string {
  return texSource(name.replace(/[{}]/g, ''));
}

const particleInCapitals = /^(?:\S+ )*\p{Lu}\S* /u;

/** A name as BibTeX reads it: groups in braces, so that no part of theirs is a family name, and a comma where the order would mislead. */
function authorInBibtex(author: string): string {
  if (isGroup(author)) return `{${nameInTex(author)}}`;
  const { given, family, suffix } = namePartsOf(author);
  const isFamilyFirst = given !== '' && author.startsWith(`${family} `);
  const hasComma = suffix !== '' || author.includes(',') || isFamilyFirst || particleInCapitals.test(family);
  const name = hasComma ? [family, suffix, given].filter((part) => part !== '').join(', ') : author;
  // "and" parts names.
  return /(?:^|\s)and(?:\s|$)/i.test(name) ? `{${nameInTex(author)}}` : nameInTex(name);
}

function familyKey(author: string): string {
  const name = isGroup(author) ? author.replace(/^the\s/i, '') : namePartsOf(author).family;
  return romanised(name).replace(/^\d+/, '');
}

/** In letters; no name of a person is longer. */
const longestKeyWord = 60;

/** The first author's family name, the year and the title's first long word. It begins with a letter, as BibTeX wants. */
function citationKey(paper: Paper, authors: readonly string[], year: string): string {
  const words = displayText(paper.title).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const titleWord = romanised(words.find((word) => word.length > 3) ?? words[0] ?? '');
  const family = familyKey(authors[0] ?? '');
  const first = (family === '' ? titleWord.replace(/^\d+/, '') : family).slice(0, longestKeyWord);
  const rest = (family === '' ? '' : titleWord).slice(0, longestKeyWord);
  return `${first === '' ? 'paper' : first}${year}${rest}`;
}

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(JSON.stringify(text)).length;

/** Longest title and link, in bytes: arXiv's titles have at most some 400 characters. */
const longestTitle = 2_000;
const longestUrl = 500;

function titleInTex(title: string, maxBytes: number): string {
  const decoded = decodeHTMLStrict(title).toWellFormed();
  const tex = texSource(decoded.replace(/[\s\p{Cc}]+/gu, ' ').trim());
  if (bytesOf(tex) <= maxBytes) return tex;
  // No paper has such a title. Its text is cut, for cut TeX is none.
  let text = displayText(title);
  while (bytesOf(texSource(text)) > maxBytes) text = text.slice(0, text.length >> 1).toWellFormed();
  return `${texSource(text)}…`;
}

function entry(key: string, fields: readonly (readonly [string, string | undefined])[]): string {
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{${key},`, ...lines, '}'].join('\n');
}

interface Facts {
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
}

function entryOf(paper: Paper, { key, title, authors }: Facts): string {
  const isOnArxiv = parseArxivId(paper.id) === paper.id;
  const { page } = paperLinks(paper);
  return entry(key, [
    ['title', `{${title}}`],
    ['author', authors.join(' and ')],
    ['year', yearOf(paper)],
    ['eprint', isOnArxiv ? paper.id : undefined],
    ['archivePrefix', isOnArxiv ? 'arXiv' : undefined],
    ['primaryClass', isOnArxiv ? paper.categories?.[0] : undefined],
    ['url', page.length > longestUrl ? undefined : page.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign))],
  ]);
}

/**
 * A BibTeX entry in arXiv's own form (`@misc` with `eprint` and `archivePrefix`), the title in the TeX that it has there. Fields that are
 * not known are left out. Where it would take more room than there is, the last authors are "others": an entry is never cut.
 *
 * @param maxBytes of JSON
 */
function fittedEntry(paper: Paper, key: string, maxBytes: number): string {
  const title = titleInTex(paper.title, Math.min(longestTitle, maxBytes / 2));
  const authors = namesOf(paper).map(authorInBibtex);
  const whole = entryOf(paper, { key, title, authors });
  if (bytesOf(whole) <= maxBytes) return whole;
  let left = maxBytes - bytesOf(entryOf(paper, { key, title, authors: ['others'] }));
  const named = authors.findIndex((author) => {
    left -= bytesOf(` and ${author}`) - 2;
    return left < 0;
  });
  const shown = authors.slice(0, Math.max(named, 0));
  return entryOf(paper, { key, title, authors: [...shown, 'others'] });
}

const yearOf = (paper: Paper): string => paperDate(paper)?.slice(0, 4) ?? '';
const namesOf = (paper: Paper): string[] => authorsOf((paper.authors ?? []).map(displayText));

/** a, b … z, aa, ab …, after the keys of those that would have the same. */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

/** Entries of several papers, each with a key of its own; each has its part of the room. */
export function bibliographyOf(papers: readonly Paper[], maxBytes = Number.POSITIVE_INFINITY): string {
  const keys = new Set<string>();
  const each = maxBytes / Math.max(papers.length, 1);
  const entries = papers.map((paper) => {
    const plain = citationKey(paper, namesOf(paper), yearOf(paper));
    let key = plain;
    for (let index = 0; keys.has(key); index += 1) key = `${plain}${letters(index)}`;
    keys.add(key);
    return fittedEntry(paper, key, each);
  });
  return entries.join('\n\n');
}

/** The entry of one paper. */
export function bibtexOf(paper: Paper, maxBytes?: number): string {
  return bibliographyOf([paper], maxBytes);
}
