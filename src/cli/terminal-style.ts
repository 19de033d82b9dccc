import { styleText } from 'node:util';
import type { TerminalStream } from './command.ts';

/** How text looks on one stream: plain unless it is a terminal that wants colour. */
export interface TerminalStyle {
  bold(text: string): string;
  dim(text: string): string;
  /** A word that was asked for. */
  marked(text: string): string;
  /** A clickable link (OSC 8) on a terminal; elsewhere the text alone. */
  link(text: string, url: string): string;
  /** `text` in lines of at most the terminal's width, each indented; one long line where the output is no terminal. */
  wrapped(text: string, indent: string): string;
}

const widestColumns = 100;

/** Splits at spaces, counting what is seen: colour and link codes take no room. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are control characters
  return text.replace(/\u001B\[[0-9;]*m|\u001B\]8;;[^\u001B]*\u001B\\/g, '').length;
}

export function terminalStyle(
  stream: TerminalStream,
  env: Readonly<Record<string, string | undefined>>,
): TerminalStyle {
  const isTerminal = stream.isTTY === true;
  const knowsEscapes = isTerminal && env['TERM'] !== 'dumb';
  // https://no-color.org: any non-empty value turns colour off.
  const hasColour = knowsEscapes && !env['NO_COLOR'];
  const styled = (format: Parameters<typeof styleText>[0], text: string): string =>
    hasColour ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: (text) => styled('bold', text),
    dim: (text) => styled('dim', text),
    marked: (text) => styled(['bold', 'yellow'], text),
    link: (text, url) => (knowsEscapes ? `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\` : text),
    wrapped(text, indent) {
      if (!isTerminal) return indent + text;
      const width = Math.min(stream.columns || widestColumns, widestColumns) - indent.length;
      return wrap(text, Math.max(width, 20))
        .map((line) => indent + line)
        .join('\n');
    },
  };
}
