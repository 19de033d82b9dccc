/** What a list tells of a paper that it does not hold: an arXiv id, else a title. */
export interface NamedPaper {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** A line of a file that cannot be used, and why. */
export interface FileProblem {
  readonly file: string;
  /** From 1; 0 when it concerns the whole file. */
  readonly line: number;
  /** What is wrong, and what to do where that is not obvious. */
  readonly reason: string;
  /** The paper that the line names without telling enough of it: a source may know the rest. */
  readonly named?: NamedPaper;
}

export interface FileLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** As it was before white space round it was cut off: in Markdown it has a meaning. */
  readonly indented: string;
  /** False for a last line that does not end: it may be cut off. */
  readonly hasLineEnd: boolean;
}

export interface FileLines {
  readonly lines: readonly FileLine[];
  /** Numbers of the lines that hold something which cannot be read. */
  readonly unreadable: readonly number[];
  readonly problems: readonly FileProblem[];
}

/** The longest abstract arXiv accepts is 1,920 characters; a line of 100 kB is no paper, whatever the script. */
const maxLineBytes = 100_000;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const controlCharacter = /[\u0000-\u0008\u000E-\u001F\u007F]/;

// White space and format characters, such as a zero-width space.
const nothingVisible = /^[\s\p{Cf}]*$/u;

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Where the lines of `bytes` start and end, line ends left out; the end of the last line does not start another. */
function lineBounds(bytes: Uint8Array): { start: number; end: number }[] {
  const bounds: { start: number; end: number }[] = [];
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    bounds.push({ start, end });
    start = end + 1;
  }
  return bounds;
}

/**
 * The usable lines of a UTF-8 file. Empty, overlong, wrongly encoded and binary lines are left out and reported; CRLF line ends
 * are read and reported once.
 */
export function readLines(file: string, bytes: Uint8Array): FileLines {
  if (isUtf16(bytes)) {
    return { lines: [], unreadable: [], problems: [{ file, line: 0, reason: 'is UTF-16; save it as UTF-8.' }] };
  }
  const lines: FileLine[] = [];
  const unreadable: number[] = [];
  const problems: FileProblem[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let hasReportedCrlf = false;

  for (const [index, { start, end }] of lineBounds(bytes).entries()) {
    const number = index + 1;
    const report = (reason: string): void => {
      problems.push({ file, line: number, reason });
    };
    const reportUnreadable = (reason: string): void => {
      unreadable.push(number);
      report(reason);
    };
    const isCrlf = end > start && bytes[end - 1] === carriageReturn;
    if (isCrlf && !hasReportedCrlf) {
      hasReportedCrlf = true;
      report('lines end in CRLF; read as if they ended in LF.');
    }
    const content = bytes.subarray(start, isCrlf ? end - 1 : end);
    if (content.length > maxLineBytes) {
      reportUnreadable(
        `is ${content.length.toLocaleString('en')} bytes long, more than ${maxLineBytes.toLocaleString('en')}; skipped.`,
      );
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(content);
    } catch {
      reportUnreadable('is not UTF-8 text; save the file as UTF-8. Skipped.');
      continue;
    }
    if (controlCharacter.test(text)) reportUnreadable('holds control characters, so it is not text; skipped.');
    else if (nothingVisible.test(text)) report('is empty; skipped.');
    else lines.push({ number, text: text.trim(), indented: text, hasLineEnd: end < bytes.length });
  }
  return { lines, unreadable, problems };
}
