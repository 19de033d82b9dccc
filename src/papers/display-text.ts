import { decodeHTMLStrict } from 'entities';
import { latexText } from './latex-text.ts';

/** Turns a source's LaTeX-flavoured text into what people read. */

/**
 * Never shown: control and format characters (bidirectional overrides would reorder the text around them).
 * The two joiners stay: emoji and several scripts need them.
 */
const invisible = /[[\p{Cc}\p{Cf}]--[\u200C\u200D]]/gv;

/** But a single blank, which is most of it. */
const whiteSpace = /\s{2,}|[^\S ]/g;

/** Most abstracts have none of it, and nothing to resolve. */
const maybeMarkup = /[\\${}^_`~]|''|--/;

/** Authors write entities where arXiv takes LaTeX: "R&amp;D". */
const maybeEntity = /&#?\w+;/;

function withoutMarkup(text: string): string {
  return (
    latexText(text)
      // Markdown emphasis that survives in abstracts: _deterministic_.
      .replace(/(^|[\s(])_([\p{L}-]+)_(?=[\s.,;:)]|$)/gu, '$1$2')
      .replace(/``|(?<=^|[\s(])''(?=\S)/g, '“')
      .replace(/''/g, '”')
      .replace(/(?<=^|[\s(])`([^`']{1,80})'(?!\p{L})/gu, '‘$1’')
      .replace(/---/g, '—')
      .replace(/(?<=\s)--(?=\s)|(?<=[\p{L}\p{N})])--(?=[\p{L}\p{N}(])/gu, '–')
      // A tie joins two words; before a number it means "about", between two "to".
      .replace(/(?<=[\p{L}\p{N}.])(?<!\d(?=~\d))~(?=[\p{L}\p{N}([])/gu, ' ')
      .replaceAll('∼', '~')
  );
}

/**
 * `raw` as people should read it: one line, entities decoded once, LaTeX as it prints, quotes and dashes resolved, nothing invisible. It
 * never adds markup; commands that are not known give their argument, or their name.
 */
export function displayText(raw: string): string {
  const decoded = maybeEntity.test(raw) ? decodeHTMLStrict(raw) : raw;
  const text = decoded.toWellFormed().replace(whiteSpace, ' ').replace(invisible, '');
  const resolved = maybeMarkup.test(text) ? withoutMarkup(text) : text;
  return resolved
    .replace(whiteSpace, ' ')
    .replace(/ ([,.;:!?)])(?= |$)/g, '$1')
    .trim();
}
