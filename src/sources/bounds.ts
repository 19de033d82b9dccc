import { z } from 'zod';

/**
 * What no paper has more of. Sources are read by a bot that answers people meanwhile: whatever takes long over long texts must never
 * see them.
 */

/** The longest titles on arXiv have some 300 characters. */
export const maxTitleChars = 1_000;
/** arXiv takes 1,920 characters: https://info.arxiv.org/help/prep.html#abstracts */
export const maxAbstractChars = 5_000;
/** Names, categories, links. */
const maxTextChars = 1_000;
/** The longest list of authors, of two experiments together, has 5,154: https://arxiv.org/abs/1503.07589 */
const maxListed = 6_000;

/** An optional fact; what is longer than it can be is left out. */
export const fact = z.string().max(maxTextChars).nullish().catch(undefined);

/** An optional list; one that is longer than it can be is left out. */
export function facts<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(maxListed).nullish().catch(undefined);
}

export const titleText = z.string({ error: 'is missing' }).max(maxTitleChars, {
  error: `is longer than ${maxTitleChars.toLocaleString('en')} characters`,
  // Nothing else looks at it.
  abort: true,
});
export const abstractFact = z.string().max(maxAbstractChars).nullish().catch(undefined);

/** Gives others their turn. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** So many values take V8 some 20 ms; a list of a hundred papers has a tenth of them. */
const maxJsonParts = 200_000;
/** No answer of a source is nested deeper than ten. */
const maxJsonDepth = 50;

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** The first character after the text that begins before `at`. */
function afterString(json: string, at: number): number {
  for (let place = at; place < json.length; place += 1) {
    const character = json.charCodeAt(place);
    if (character === backslash) place += 1;
    else if (character === quote) return place + 1;
  }
  return json.length;
}

/** Parses what is no deeper and has no more parts than a list of papers. @throws RangeError where it has more, SyntaxError where it is no JSON */
export function parseBoundedJson(json: string): unknown {
  let parts = 0;
  let depth = 0;
  for (let at = 0; at < json.length; ) {
    const character = json.charCodeAt(at);
    at = character === quote ? afterString(json, at + 1) : at + 1;
    if (character === openBrace || character === openBracket) depth += 1;
    else if (character === closeBrace || character === closeBracket) depth -= 1;
    else if (character !== comma) continue;
    parts += 1;
    if (depth > maxJsonDepth || parts > maxJsonParts) throw new RangeError('More than a list of papers can be.');
  }
  return JSON.parse(json);
}

/** Text in one line: sources wrap titles and abstracts, some at 80 characters, and the same text unwrapped is no news. */
export function plainLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Continues a sentence that begins with an item, such as "is no paper: its title is missing". */
export function whyNoPaper({ issues }: z.ZodError): string {
  const reasons = issues.map(({ path: [field], message }) =>
    field === undefined ? 'it has no fields' : `its ${String(field)} ${message}`,
  );
  return `is no paper: ${[...new Set(reasons)].join('; ')}`;
}
