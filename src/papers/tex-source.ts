import { formulaMarks } from './latex-formulas.ts';

/** Text that a source wrote in TeX, or in none, as TeX that a reader of BibTeX takes: commands and formulas stay as they are. */

const pieces = /\\(?:[a-zA-Z]+\*?|.)|[{}$^_&%#~]|\\|[^\\{}$^_&%#~]+/gsu;

const outside: Readonly<Record<string, string>> = {
  ...{ '&': '\\&', '%': '\\%', '#': '\\#', _: '\\_', '^': '\\textasciicircum{}', '\\': '\\textbackslash{}' },
};

interface Brace {
  readonly at: number;
  readonly isEscaped: boolean;
}

/**
 * Places of braces without a partner. BibTeX counts braces without a look at the backslash before them, so that "\{" alone would take
 * the rest of the file into the entry; and a group must close before the one round it.
 */
function lonelyBraces(tokens: readonly string[]): ReadonlySet<number> {
  const open: Brace[] = [];
  const lonely = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    const isEscaped = token.startsWith('\\');
    if (token === '{' || token === '\\{') open.push({ at, isEscaped });
    if (token !== '}' && token !== '\\}') continue;
    if (open.at(-1)?.isEscaped === isEscaped) open.pop();
    else lonely.add(at);
  }
  for (const { at } of open) lonely.add(at);
  return lonely;
}

export function texSource(text: string): string {
  const tokens: string[] = text.match(pieces) ?? [];
  const lonely = lonelyBraces(tokens);
  const marks = formulaMarks(tokens);
  let isFormula = false;
  return tokens
    .map((token, at) => {
      if (token === '$') {
        if (!marks.has(at)) return '\\$';
        isFormula = !isFormula;
        return token;
      }
      if (lonely.has(at)) {
        if (token.length === 1) return '';
        const side = token === '\\{' ? 'left' : 'right';
        return isFormula ? `\\${side === 'left' ? 'l' : 'r'}brace ` : `\\textbrace${side}{}`;
      }
      // A tie joins two words; else it says "about".
      if (token === '~') {
        const isTie = /[\p{L}\p{N}.}]$/u.test(tokens[at - 1] ?? '') && /^[\p{L}\p{N}(\\{$]/u.test(tokens[at + 1] ?? '');
        return isTie || isFormula ? token : '\\textasciitilde{}';
      }
      if (isFormula && (token === '_' || token === '^' || token === '&')) return token;
      return outside[token] ?? token;
    })
    .join('');
}
