import { type FactThatEnds, factsThatEnd, type Paper } from './paper.ts';

function saysSomething(value: unknown): boolean {
  return value != null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Facts as a source tells them, some of them by nothing. */
type Told = Pick<Paper, 'id' | 'title' | 'abstract'> & { readonly [Fact in keyof Paper]?: Paper[Fact] | null };

/** A paper with what is known of it alone: an empty text or list says nothing. */
export function knownOf({ id, title, abstract, ...facts }: Told): Paper {
  const known = Object.entries(facts).filter(([, value]) => saysSomething(value));
  return { id, title, abstract, ...Object.fromEntries(known) };
}

/** A paper that stands on the lists of two days was submitted on the first, whichever of them was read last. */
function firstOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function without(paper: Paper, facts: readonly FactThatEnds[]): Paper {
  const left = Object.entries(paper).filter(([name]) => name !== 'takenBack' && !facts.some((fact) => fact === name));
  return { ...Object.fromEntries(left), id: paper.id, title: paper.title, abstract: paper.abstract };
}

const takingBack = (paper: Paper, facts: readonly FactThatEnds[]): Paper => ({
  ...paper,
  ...(facts.length > 0 && { takenBack: facts }),
});

/**
 * What two sources say of one paper, or a library and its store. Newer facts win; nothing known is lost but what `newer` says was taken
 * back: what it leaves out or knows less exactly stays. Both have the same id.
 */
export function mergePapers(known: Paper, newer: Paper): Paper {
  const gone = newer.takenBack ?? [];
  const stays = gone.length > 0 ? without(known, gone) : known;
  const news: Partial<Paper> = Object.fromEntries(Object.entries(newer).filter(([, value]) => saysSomething(value)));
  const isLessExact = news.published !== undefined && known.published?.startsWith(news.published) === true;
  const submitted = firstOf(known.submitted, newer.submitted);
  const version = Math.max(known.version ?? 0, newer.version ?? 0);
  return {
    ...stays,
    ...news,
    ...(isLessExact && { published: known.published }),
    ...(submitted !== undefined && { submitted }),
    ...(version > 0 && { version }),
  };
}

/** What one source says of a paper, after what it had said: facts that it denies by leaving them out go away. */
export function retold(before: Paper, now: Paper): Paper {
  const isDenied = (fact: FactThatEnds): boolean => !saysSomething(now[fact]);
  const hadSaid = (fact: FactThatEnds): boolean =>
    saysSomething(before[fact]) || before.takenBack?.includes(fact) === true;
  const denied = factsThatEnd.filter(isDenied);
  return takingBack(without(mergePapers(before, now), denied), denied.filter(hadSaid));
}

/** What all sources say of a paper, the one that said it last on top: what one takes back may still be said by another. */
export function mergedSources(told: readonly Paper[]): Paper | undefined {
  const [first, ...others] = told.map((paper) => without(paper, []));
  if (first === undefined) return undefined;
  const merged = others.reduce(mergePapers, first);
  const gone = factsThatEnd.filter(
    (fact) => !saysSomething(merged[fact]) && told.some(({ takenBack }) => takenBack?.includes(fact) === true),
  );
  return takingBack(merged, gone);
}
