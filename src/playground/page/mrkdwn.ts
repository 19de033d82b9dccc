import { withEmoji } from './emoji.ts';
import { type Html, html, joined, type Part } from './html.ts';
import { link, safeUrl } from './links.ts';
import type { Lookup } from './lookup.ts';
import { decode, mrkdwnToken } from './mrkdwn-token.ts';

/**
 * Slack's mrkdwn as markup, by https://docs.slack.dev/messaging/formatting-message-text: code first, then `<…>` tokens,
 * then `* _ ~` at word edges, then quotes and emoji. Nothing else is syntax, so titles and formulas stay as written.
 */
export function renderMrkdwn(text: string, lookup: Lookup): Html {
  const parts = text.replaceAll(hole, '').split(/```\n?([\s\S]+?)```\n?/);
  // A split on one capture alternates: even parts are prose, odd parts are code.
  return html`${parts.map((part, index) => (index % 2 ? html`<pre>${decode(part)}</pre>` : prose(part, lookup)))}`;
}

/** Stands for a finished piece while the text round it is read: a Unicode noncharacter, removed from the input first. */
const hole = '\uFFFF';

interface Run {
  quoted: boolean;
  lines: string[];
}

function prose(text: string, lookup: Lookup): Html {
  const runs: Run[] = [];
  let quoteToEnd = false;
  for (const line of text === '' ? [] : text.split('\n')) {
    const mark: string | undefined = quoteToEnd ? '' : /^(?:(?:&gt;|>){3}|(?:&gt;|>))/.exec(line)?.[0];
    quoteToEnd ||= mark !== undefined && mark.replaceAll('&gt;', '>') === '>>>';
    const quoted = mark !== undefined;
    const content = mark ? line.slice(mark.length).replace(/^ /, '') : line;
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(content);
    else runs.push({ quoted, lines: [content] });
  }
  return html`${runs.map(({ quoted, lines }) => {
    const content = joined(
      lines.map((line) => inline(line, lookup)),
      html`<br>`,
    );
    return quoted ? html`<blockquote>${content}</blockquote>` : content;
  })}`;
}

function inline(line: string, lookup: Lookup): Html {
  const pieces: Html[] = [];
  const keep = (piece: Html): string => `${hole}${pieces.push(piece) - 1}${hole}`;
  const rest = line
    .replace(/`([^`]+)`/g, (_, code: string) => keep(html`<code>${decode(code)}</code>`))
    .replace(/<([^<>\uFFFF]+)>/g, (whole, token: string) => {
      const piece = mrkdwnToken(token, lookup);
      return piece ? keep(piece) : whole;
    })
    .replace(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>\uFFFF]*[^\s<>\uFFFF.,;:!?'")\]}*_~]/giu, (bare) => {
      const url = safeUrl(decode(bare));
      return url === undefined ? bare : keep(link(url, url));
    });
  return emphasised(rest, pieces);
}

const tags = {
  '*': (inner: Part) => html`<strong>${inner}</strong>`,
  _: (inner: Part) => html`<em>${inner}</em>`,
  '~': (inner: Part) => html`<s>${inner}</s>`,
} as const;

type Mark = keyof typeof tags;

function emphasised(text: string, pieces: readonly Html[]): Html {
  const parts: Html[] = [];
  const unclosed = new Set<string>(); // Marks without a closing one further on: looking again would be quadratic.
  let plainFrom = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (!isMark(mark) || unclosed.has(mark) || !opens(text, at)) continue;
    const end = closingMark(text, mark, at + 2);
    if (end === undefined) {
      unclosed.add(mark);
      continue;
    }
    const inner = emphasised(text.slice(at + 1, end), pieces);
    parts.push(filled(text.slice(plainFrom, at), pieces), tags[mark](inner));
    plainFrom = end + 1;
    at = end;
  }
  return html`${parts}${filled(text.slice(plainFrom), pieces)}`;
}

function isMark(character: string | undefined): character is Mark {
  return character === '*' || character === '_' || character === '~';
}

// What may stand before an opening and after a closing mark. Slack documents no list: these are the edges of words in
// prose. Letters, digits and the signs of formulas ($ ^ \ = + { before, $ ^ \ = + { after) are left out on purpose.
const beforeOpening = /[\s\uFFFF([>"'“‘\-–—/:,.;!?|*_~]/u;
const afterClosing = /[\s\uFFFF)\]<"'”’\-–—/:,.;!?|*_~&]/u;

function opens(text: string, at: number): boolean {
  const before = text[at - 1];
  const next = text[at + 1];
  if (next === undefined || /\s/.test(next) || next === text[at] || before === text[at]) return false;
  return (
    before === undefined || beforeOpening.test(before) || /&(gt|lt|amp);$/.test(text.slice(Math.max(0, at - 5), at))
  );
}

function closingMark(text: string, mark: Mark, from: number): number | undefined {
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + 1)) {
    const before = text[at - 1] ?? '';
    const next = text[at + 1];
    const isDoubled = before === mark || next === mark; // "**bold**" is no syntax in Slack.
    if (!isDoubled && !/\s/.test(before) && (next === undefined || afterClosing.test(next))) return at;
  }
  return undefined;
}

function filled(text: string, pieces: readonly Html[]): Html {
  const parts = text.split(/\uFFFF(\d+)\uFFFF/);
  return html`${parts.map((part, index) => (index % 2 ? pieces[Number(part)] : decode(withEmoji(part))))}`;
}
