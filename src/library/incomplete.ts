import type { Collection } from '../search/collection.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import type { Incomplete } from '../sources/paper-facts.ts';
import { shippedLibrary } from './open-paperboy.ts';

/** The shipped papers as they are known by now, and those of `named`, arXiv ids in files, that nobody has told of. */
export async function incompleteIn(library: Pick<Collection, 'get'>, named: ReadonlySet<string>): Promise<Incomplete> {
  const shipped = readPapers(shippedLibrary).papers.map(({ id }) => id);
  const papers = await Promise.all(shipped.map(library.get));
  const known = await Promise.all([...named].map(library.get));
  return {
    papers: papers.filter((paper) => paper !== undefined),
    ids: [...named].filter((_, index) => known[index] === undefined),
  };
}
