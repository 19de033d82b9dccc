import type { Paper } from './paper.ts';

function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Newer facts win, nothing known is lost: what `newer` leaves out or knows less exactly stays. Both have the same id. */
export function mergePapers(known: Paper, newer: Paper): Paper {
  const news: Partial<Paper> = Object.fromEntries(Object.entries(newer).filter(([, value]) => saysSomething(value)));
  const isLessExact = news.published !== undefined && known.published?.startsWith(news.published) === true;
  return { ...known, ...news, ...(isLessExact && { published: known.published }) };
}
