import { withEmoji } from './emoji.ts';
import { type Html, html, joined } from './html.ts';
import { link, safeUrl } from './links.ts';

/**
 * The part of Markdown that a bot writes in a `markdown` block: headings, bullet and numbered lists, quotes, fenced code,
 * rules, bold, italic, strike, code and links. Tables, nested lists and images show as written.
 */
export function renderMarkdown(text: string): Html {
  const parts = text.replaceAll('\r\n', '\n').split(/^```[^\n]*\n([\s\S]*?)^```[ \t]*$\n?/m);
  return html`${parts.map((part, index) => (index % 2 ? html`<pre>${part}</pre>` : paragraphs(part)))}`;
}

function paragraphs(text: string): readonly Html[] {
  const lines = text.split('\n');
  const blocks: Html[] = [];
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const kind = kindOf(line);
    if (kind === 'blank') continue;
    const run = [line];
    while (isRun(kind) && lines[0] !== undefined && kindOf(lines[0]) === kind) run.push(lines.shift() ?? '');
    blocks.push(block(kind, run));
  }
  return blocks;
}

type Kind = 'blank' | 'heading' | 'rule' | 'bullets' | 'numbers' | 'quote' | 'text';

const marks = {
  heading: /^ {0,3}#{1,6} +/,
  rule: /^ {0,3}([-*_])( *\1){2,} *$/,
  bullets: /^ {0,3}[-*+] +/,
  numbers: /^ {0,3}\d{1,9}[.)] +/,
  quote: /^ {0,3}> ?/,
} as const;

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  if (marks.heading.test(line)) return 'heading';
  if (marks.rule.test(line)) return 'rule';
  if (marks.bullets.test(line)) return 'bullets';
  if (marks.numbers.test(line)) return 'numbers';
  return marks.quote.test(line) ? 'quote' : 'text';
}

function isRun(kind: Kind): boolean {
  return kind !== 'heading' && kind !== 'rule';
}

function block(kind: Kind, lines: readonly string[]): Html {
  const items = (mark: RegExp) => lines.map((line) => html`<li>${inline(line.replace(mark, ''))}</li>`);
  const broken = (mark: RegExp) =>
    joined(
      lines.map((line) => inline(line.replace(mark, ''))),
      html`<br>`,
    );
  switch (kind) {
    case 'heading':
      return html`<h4>${broken(marks.heading)}</h4>`;
    case 'rule':
      return html`<hr>`;
    case 'bullets':
      return html`<ul>${items(marks.bullets)}</ul>`;
    case 'numbers':
      return html`<ol start="${Number.parseInt(lines[0] ?? '1', 10)}">${items(marks.numbers)}</ol>`;
    case 'quote':
      return html`<blockquote>${broken(marks.quote)}</blockquote>`;
    default:
      return html`<p>${broken(/^ +/)}</p>`;
  }
}

// In the order of preference: what comes first keeps its content from the ones after it.
const spans: readonly { pattern: RegExp; show: (match: RegExpExecArray) => Html }[] = [
  { pattern: /`([^`]+)`/g, show: ([, code = '']) => html`<code>${code}</code>` },
  { pattern: /\[([^\]]+)\]\(([^()\s]+)\)/g, show: ([whole, label = '', url = '']) => linkOr(whole, url, label) },
  { pattern: /\*\*(?=\S)(.+?)(?<=\S)\*\*/g, show: ([, inner = '']) => html`<strong>${inline(inner)}</strong>` },
  { pattern: /~~(?=\S)(.+?)(?<=\S)~~/g, show: ([, inner = '']) => html`<s>${inline(inner)}</s>` },
  {
    pattern: /(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])/g,
    show: ([, inner = '']) => html`<em>${inline(inner)}</em>`,
  },
  { pattern: /(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, show: ([, inner = '']) => html`<em>${inline(inner)}</em>` },
];

function inline(text: string, preference = 0): Html {
  const span = spans[preference];
  if (span === undefined) return html`${withEmoji(text)}`;
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(span.pattern)) {
    parts.push(inline(text.slice(from, match.index), preference + 1), span.show(match));
    from = match.index + match[0].length;
  }
  return html`${parts}${inline(text.slice(from), preference + 1)}`;
}

function linkOr(written: string, url: string, label: string): Html {
  const target = safeUrl(url);
  return target === undefined ? html`${written}` : link(target, inline(label));
}
