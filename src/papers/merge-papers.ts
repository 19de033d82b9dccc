import type { Paper } from './paper.ts';

function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** A paper that stands on the lists of two days was submitted on the first, whichever of them was read last. */
function firstOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Newer facts win, nothing known is lost: what `newer` leaves out or knows less exactly stays. Both have the same id. */
export function mergePapers(known: Paper, newer: Paper): Paper {
  const news: Partial<Paper> = Object.fromEntries(Object.entries(newer).filter(([, value]) => saysSomething(value)));
  const isLessExact = news.published !== undefined && known.published?.startsWith(news.published) === true;
  const submitted = firstOf(known.submitted, newer.submitted);
  return {
    ...known,
    ...news,
    ...(isLessExact && { published: known.published }),
    ...(submitted !== undefined && { submitted }),
  };
}
