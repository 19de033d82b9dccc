import { byNewest, byOldest } from '../papers/paper-date.ts';
import type { ListOrder } from './collection.ts';
import type { Hit } from './hit.ts';
import type { Question } from './question.ts';

/** Without words there is no match to sort by: then the newest come first. */
export const orderOf = ({ sort }: Pick<Question, 'sort'>): ListOrder => (sort === 'match' ? 'new' : sort);

export function sorted<One extends Pick<Hit, 'paper'>>(
  ranked: readonly One[],
  order: Question['sort'],
): readonly One[] {
  switch (order) {
    case 'match':
      return ranked;
    case 'new':
      return ranked.toSorted((a, b) => byNewest(a.paper, b.paper));
    case 'old':
      return ranked.toSorted((a, b) => byOldest(a.paper, b.paper));
    case 'upvotes':
      return ranked.toSorted((a, b) => (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0));
    default:
      return order satisfies never;
  }
}
