import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstListed } from '../../../src/search/index/first-listed.ts';

const paper = fc.record({
  id: fc.string({ maxLength: 3 }),
  day: fc.constantFrom(0, 20240101, 20240615, 20251231),
  upvotes: fc.constantFrom(0, 1, 10_000_000),
});

test('a page is the beginning of the whole list, whatever the papers', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(paper, { selector: ({ id }) => id, maxLength: 30 }),
      fc.constantFrom('new' as const, 'upvotes' as const),
      fc.nat(40),
      (papers, order, limit) => {
        const shelf = {
          firstDay: (slot: number) => papers[slot]?.day ?? 0,
          upvotes: (slot: number) => papers[slot]?.upvotes ?? 0,
          idAt: (slot: number) => papers[slot]?.id ?? '',
        };
        const votes = order === 'upvotes' ? shelf.upvotes : () => 0;
        const whole = [...papers.keys()].sort(
          (a, b) =>
            votes(b) - votes(a) || shelf.firstDay(b) - shelf.firstDay(a) || (shelf.idAt(a) < shelf.idAt(b) ? 1 : -1),
        );

        const page = firstListed(shelf, [...papers.keys()], order, limit);

        expect(page).toEqual(whole.slice(0, limit));
      },
    ),
  );
});
