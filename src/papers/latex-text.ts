import { formulaMarks } from './latex-formulas.ts';
import { script } from './latex-script.ts';
import { accented, latexAccent, latexSymbol } from './latex-symbols.ts';

/**
 * Reads LaTeX as titles and abstracts hold it, and gives what it prints: marks of formatting go, letters, signs and words stay. A tilde
 * that is printed comes out as ∼, since one that is written joins two words.
 */

const pieces = /\\(?:[a-zA-Z]+\*?|.)|[{}$^_]|\\|[^\\{}$^_]+/gsu;

/** Commands whose first argument says how the second looks. */
const secondShown = /^(?:textcolor|colorbox|fcolorbox|href|hyperlink|overset|underset|stackrel|foreignlanguage)$/;
/** Commands whose arguments are not printed where they stand. */
const notShown =
  /^(?:label|(?:no)?cite\w*|(?:eq|auto|c|C)?ref|footnote\w*|begin|end|color|[hv]space|[hv]?phantom|usepackage|documentclass|setlength|thanks|includegraphics|newcommand|kern|mkern)$/;
// Also without the space that should follow: \mathcalO.
const shown =
  /^(?:text(?:bf|it|rm|sc|sf|sl|tt|md|up|normal|superscript|subscript)?|math(?:cal|bb|bbm|bf|rm|sf|tt|it|frak|scr|ds|ord|op|bin|rel|normal)?|emph|uline|underline|mbox|hbox|operatorname|bm|boldsymbol|pmb|bold|Bbb|bb)(?<glued>[a-zA-Z]*)$/;
/** Formulas have no sentences, and mathematicians' fences no spaces inside. */
const tidied = (formula: string): string => formula.replace(/(?<=[([⟨]) +| +(?=[)\]⟩])/g, '');
const fraction = /^(?:[dtc]?frac|nicefrac|sfrac)$/;
const fenced: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['abs', ['|', '|']],
  ['norm', ['‖', '‖']],
  ['ceil', ['⌈', '⌉']],
  ['floor', ['⌊', '⌋']],
  ['enquote', ['“', '”']],
  ['pmod', ['(mod ', ')']],
]);
/** Signs that stand between two things; where one side has a space, both should. */
const between = /^[≤≥≠≈≡∼≃≅=<>→←↔⇒⇐⇔↦∈∉⊂⊆⊃⊇≪≫≲≳∝×±∓·∪∩∧∨⊕⊗⊙≺≻⪯⪰≜|∣]$/u;
/** A letter that LaTeX has a command for: in words the command ends at a space that is not printed. */
const letterCommand = /^(?:[oOlLij]|ss|ae|AE|oe|OE|aa|AA|th|TH|dh|DH|dj|DJ|ng|NG)$/;
/** "{0,1}" is a set, not a group. */
const setOfItems = /^\s*[^\s,]{1,12}(?:,\s?[^\s,]{1,12})+\s*$/;
/** Groups nested deeper print what they hold, unread. */
const deepest = 40;

function closingBraces(tokens: readonly string[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (const [at, token] of tokens.entries()) {
    if (token === '{') open.push(at);
    const start = token === '}' ? open.pop() : undefined;
    if (start !== undefined) closing.set(start, at);
  }
  return closing;
}

const isCompound = (text: string): boolean => /[\s+\-−/·×]/u.test(text);
const inParentheses = (text: string): string => (isCompound(text) ? `(${text})` : text);

export function latexText(text: string): string {
  // Titles out of tables of comma-separated values have their quotation marks doubled.
  const tokens: string[] = text.replace(/\\""(?=\{?\\?[a-zA-Z])/g, '\\"').match(pieces) ?? [];
  const closing = closingBraces(tokens);
  const closes = new Set(closing.values());
  const formulas = formulaMarks(tokens);
  const isPlain = !text.includes('\\');
  let at = 0;
  let isFormula = false;
  let depth = 0;

  const peek = (): string => tokens[at] ?? '';

  function skipSpaces(): void {
    const token = peek();
    if (!/^\s/.test(token)) return;
    const rest = token.trimStart();
    if (rest === '') at += 1;
    else tokens[at] = rest;
  }

  function takeCharacter(): string {
    const token = peek();
    const [first = ''] = token;
    if (token.length === first.length) at += 1;
    else tokens[at] = token.slice(first.length);
    return first;
  }

  /** What stands in brackets before an argument. */
  function takeOption(): string {
    const [whole = '', option = ''] = /^\s*\[([^\]]{0,60})\]/.exec(peek()) ?? [];
    tokens[at] = peek().slice(whole.length);
    if (peek() === '' && at < tokens.length) at += 1;
    return option;
  }

  /** The group that begins here, unread. */
  function takeRaw(): string {
    const end = closing.get(at);
    if (end === undefined) return '';
    const raw = tokens.slice(at + 1, end).join('');
    at = end + 1;
    return raw;
  }

  function takeGroup(): string {
    const end = closing.get(at);
    if (end === undefined) return takeCharacter();
    if (depth >= deepest) return takeRaw();
    at += 1;
    depth += 1;
    const printed = readTo(end);
    depth -= 1;
    at = end + 1;
    return printed;
  }

  const isGroupNext = (): boolean => closing.has(at);

  /** A group, a command or one character. */
  function takeArgument(): string {
    skipSpaces();
    if (isGroupNext()) return takeGroup();
    if (peek().length > 1 && peek().startsWith('\\')) {
      if (depth >= deepest) return '';
      depth += 1;
      const printed = takeCommand('');
      depth -= 1;
      return printed;
    }
    return formulas.has(at) || closes.has(at) ? '' : takeCharacter();
  }

  function takeAccent(name: string, mark: string): string {
    const isWord = /^[a-zA-Z]$/.test(name) && !isFormula;
    // "\c c", but "\cc" is another command and "\c." none at all.
    if (isWord && !isGroupNext() && !/^\s+\p{L}/u.test(peek())) return name;
    const isLetterNext = isGroupNext() || /^\s*\p{L}/u.test(peek()) || /^\\[a-zA-Z]/.test(peek());
    if (!isLetterNext) return name.length > 1 ? '' : ({ '~': '∼', '=': '' }[name] ?? name);
    const base = takeArgument();
    if (base === '') return name === '~' ? '∼' : /^[a-zA-Z=.]/.test(name) ? '' : name;
    return accented(name, mark, base);
  }

  /** A word, or a word with an argument, that nothing is known of. */
  function takeUnknown(name: string): string {
    if (!isGroupNext()) return name;
    const argument = takeGroup();
    return argument.trim() === '' ? name : argument;
  }

  function takeLetters(name: string, before: string): string {
    const accent = isFormula && name.length === 1 ? undefined : latexAccent(name);
    if (accent !== undefined) return takeAccent(name, accent);
    if (fraction.test(name)) {
      const [above, below] = [takeArgument(), takeArgument()];
      return `${inParentheses(above)}/${inParentheses(below)}`;
    }
    if (name === 'sqrt') {
      const degree = script('^', takeOption());
      return `${degree.replace('^', '')}√${inParentheses(takeArgument())}`;
    }
    if (name === 'binom') return `(${takeArgument()} choose ${takeArgument()})`;
    const fences = fenced.get(name);
    if (fences !== undefined && isGroupNext()) return `${fences[0]}${takeGroup()}${fences[1]}`;
    if (name === 'url')
      return takeRaw()
        .replace(/\\([_#%&~])/g, '$1')
        .replaceAll('~', '∼');
    if (name === 'unicode') {
      const code = Number.parseInt(takeRaw().replace(/^x/, ''), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    }
    if (secondShown.test(name)) {
      takeOption();
      takeRaw();
      return isGroupNext() ? takeGroup() : '';
    }
    if (notShown.test(name)) {
      takeOption();
      while (isGroupNext()) takeRaw();
      return '';
    }
    if (name === 'not') return accented('', '\u0338', takeArgument());
    // \O(n) in a formula is its authors' own: the letters of northern names are not printed there.
    const symbol = isFormula && name.length === 1 ? name : latexSymbol(name);
    if (symbol === undefined) {
      const glued = shown.exec(name)?.groups?.['glued'];
      if (name === 'textsuperscript' || name === 'textsubscript')
        return script(name === 'textsubscript' ? '_' : '^', takeArgument());
      if (glued === undefined) return asWord(takeUnknown(name), before);
      return glued === '' ? takeArgument() : glued;
    }
    if (/^(?:left|right|middle)$/.test(name) && /^\s*\./.test(peek())) {
      skipSpaces();
      takeCharacter();
    }
    if (isFormula) return inFormula(symbol, before);
    // "{}" keeps the space after a command.
    if (isGroupNext() && tokens[at + 1] === '}') at += 2;
    else if ((symbol === '' && name !== 'xspace') || letterCommand.test(name)) skipSpaces();
    return symbol;
  }

  /** In a formula a name such as log stands apart from the letters round it. */
  function asWord(word: string, before: string): string {
    if (!isFormula || word.length < 2 || !/^\p{L}/u.test(word)) return word;
    const gap = /[\p{L}\p{N})]$/u.test(before) ? ' ' : '';
    skipSpaces();
    const isMore = /^[\p{L}\p{N}{]/u.test(peek()) || /^\\[a-zA-Z{|]/.test(peek());
    return `${gap}${word}${isMore ? ' ' : ''}`;
  }

  function inFormula(symbol: string, before: string): string {
    if (/^\p{L}{2,}$/u.test(symbol)) return asWord(symbol, before);
    const isSpaced = /^\s/.test(peek());
    skipSpaces();
    if (!between.test(symbol) || formulas.has(at)) return symbol;
    const isFirst = before === '';
    if (isFirst || (!isSpaced && !/\s$/.test(before))) return symbol;
    return `${/\s$/.test(before) ? '' : ' '}${symbol} `;
  }

  /** @param before what was printed of the same group or formula */
  function takeCommand(before: string): string {
    const name = peek().slice(1);
    at += 1;
    if (/^[a-zA-Z]/.test(name)) return takeLetters(name.replace('*', ''), before);
    const accent = latexAccent(name);
    if (accent !== undefined) return takeAccent(name, accent);
    if (name === '(' || name === '[') isFormula = true;
    if (name === ')' || name === ']') isFormula = false;
    if (/^[\\\s,;:>]$/.test(name)) return ' ';
    if (/^[-@/()[\]!]$/.test(name)) return '';
    return name === '|' ? '‖' : name;
  }

  function takeScript(sign: '^' | '_', before: string): string {
    at += 1;
    if (isGroupNext()) return script(sign, takeGroup());
    const next = peek();
    if (isFormula) return script(sign, takeArgument());
    const [digit = ''] = next;
    const isScript = sign === '^' ? /^\d/.test(next) : /^\d(?![\w.])/.test(next) && /[\p{L}\p{N}]$/u.test(before);
    if (sign === '^' && /^\\[a-zA-Z]/.test(next)) return script(sign, takeArgument());
    if (!isScript) return sign;
    takeCharacter();
    return script(sign, digit);
  }

  function takeBrace(before: string): string {
    const end = closing.get(at);
    if (end === undefined) {
      at += 1;
      return isPlain ? '{' : '';
    }
    const raw = end === at + 2 ? (tokens[at + 1] ?? '') : '';
    // "{time}{place}" are blanks to be filled in.
    const isBlank = /^[a-z_]{2,}$/.test(raw) && (tokens[end + 1] === '{' || /}$/.test(before));
    const isSet = !isFormula && (isBlank || (setOfItems.test(raw) && !/\p{L}$/u.test(before)));
    const printed = takeGroup();
    return isSet ? `{${printed}}` : printed;
  }

  function takeDollar(): string {
    const isMark = formulas.has(at);
    at += 1;
    if (isMark) isFormula = !isFormula;
    // Before a command it began a formula that does not end.
    return isMark || /^[\\{]/.test(peek()) ? '' : '$';
  }

  function takeNext(before: string): string {
    const token = peek();
    if (token === '^' || token === '_') return takeScript(token, before);
    if (token === '{') return takeBrace(before);
    if (token.length > 1 && token.startsWith('\\')) return takeCommand(before);
    at += 1;
    return token === '\\' || (token === '}' && !isPlain) ? '' : token;
  }

  function readTo(end: number): string {
    let printed = '';
    // Of the formula, or of the words between two.
    let current = '';
    // Its last two units, all that matters of what may be long.
    let last = '';
    while (at < end) {
      if (peek() === '$') {
        printed += isFormula ? tidied(current) : current;
        current = takeDollar();
        last = current;
      } else {
        const next = takeNext(last);
        current += next;
        last = `${last}${next}`.slice(-2);
      }
    }
    return printed + current;
  }

  return readTo(tokens.length);
}
