/** Filters are not excluded as words are. Most who want it say it in words, so they are told in words: "without code". */

const otherDate: Readonly<Record<string, string>> = { since: 'before', before: 'since' };

/** Papers that a filter keeps, $ being its value. */
const kept: Readonly<Record<string, string>> = {
  has: 'papers with $',
  author: 'papers by $',
  upvotes: 'papers with $ upvotes or more',
};

/** What to tell who excluded a filter, as in -has:code. */
export function notExcluded(name: string, value: string): string {
  const other = otherDate[name];
  if (other !== undefined) return `There is no filter -${name}:${value}. Write ${other}:${value}.`;
  const what = kept[name]?.replace('$', () => value) ?? `${name}:${value}`;
  return `I cannot leave out ${what}. Only words can be left out, as with -survey.`;
}

/** The text without spans of time that it excludes, as readSpoken writes "not from 2024", and a sentence for each. */
export function takeExcludedSpans(text: string): { text: string; problems: string[] } {
  const problems: string[] = [];
  const rest = text.replace(/(?<!\S)-since:(\S+) -before:(\S+)/gi, (_, from: string, to: string) => {
    problems.push(`I cannot leave out a span of time. Write before:${from} or since:${to}.`);
    return '';
  });
  return { text: rest, problems };
}
