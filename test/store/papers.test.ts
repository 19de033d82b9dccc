import { describe, expect, test } from 'vitest';
import { createCatchUp } from '../../src/sources/catch-up.ts';
import { createPapers, type Papers } from '../../src/store/papers.ts';
import { aPaper, followerOf, libraryOf } from '../support/builders.ts';
import { engines, useStores } from '../support/engines.ts';

const paper = aPaper({ id: '2601.00001', title: 'Sparse attention', abstract: 'We study it.' });

async function idsSince(papers: Papers, change: number): Promise<string[]> {
  return (await papers.changedSince(change, 100)).map((changed) => changed.paper.id);
}

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('a paper is added once; the same news changes nothing, not even what others look for', async () => {
    const papers = createPapers(await stores.open());

    const first = await papers.learn('hugging-face', [paper], 1);
    const seen = await papers.changedSince(0, 10);
    const again = await papers.learn('hugging-face', [{ ...paper }], 2);

    expect(first.map(({ outcome }) => outcome)).toEqual(['added']);
    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await papers.changedSince(seen.at(-1)?.change ?? 0, 10)).toEqual([]);
    expect(await papers.count()).toBe(1);
  });

  test('newer facts win, and what a source leaves out later is not lost', async () => {
    const papers = createPapers(await stores.open());
    const kept = { submitted: '2026-03-06', thumbnailUrl: 'https://a.org/p.png' };
    await papers.learn('hugging-face', [{ ...paper, upvotes: 3, ...kept }], 1);

    const [learnt] = await papers.learn('hugging-face', [{ ...paper, upvotes: 40 }], 2);

    expect(learnt?.outcome).toBe('updated');
    expect(await papers.get(paper.id)).toEqual({ ...paper, upvotes: 40, ...kept });
  });

  test('what a source denies by leaving it out goes away, in libraries that know it too, unless another source says it', async () => {
    const papers = createPapers(await stores.open());
    const library = libraryOf([]);
    const catchUp = createCatchUp({ papers, follower: followerOf(library, () => 0) });
    const withdrawn = { ...paper, isWithdrawn: true, codeUrl: 'https://github.com/a/b' };
    await papers.learn('hugging-face', [withdrawn], 1);
    await papers.learn('arxiv', [{ ...paper, isWithdrawn: true }], 2);
    await catchUp();

    await papers.learn('hugging-face', [paper], 3);
    await catchUp();
    expect(library.get(paper.id)).toMatchObject({ isWithdrawn: true });
    expect(library.get(paper.id)).not.toHaveProperty('codeUrl');

    const [clean] = await papers.learn('arxiv', [paper], 4);
    await catchUp();
    expect(clean?.outcome).toBe('updated');
    expect(library.get(paper.id)).not.toHaveProperty('isWithdrawn');
  });

  test('the same paper from two sources is one, with what both know; a source that repeats itself overrules nobody', async () => {
    const papers = createPapers(await stores.open());
    const fromArxiv = { ...paper, title: 'Sparse attention, revised', categories: ['cs.LG'] };
    await papers.learn('hugging-face', [{ ...paper, upvotes: 3 }], 1);
    const [known] = await papers.learn('arxiv', [fromArxiv], 2);
    expect(known).toMatchObject({ outcome: 'updated', isNewToSource: true });

    const [repeated] = await papers.learn('hugging-face', [{ ...paper, upvotes: 3 }], 3);

    expect(repeated?.outcome).toBe('unchanged');
    expect(await papers.get(paper.id)).toEqual({ ...fromArxiv, upvotes: 3 });
    expect(await papers.count()).toBe(1);
  });

  test('a paper that a list names twice is learnt once, with the facts of both', async () => {
    const papers = createPapers(await stores.open());

    const learnt = await papers.learn('hugging-face', [paper, { ...paper, upvotes: 3 }], 1);

    expect(learnt).toEqual([{ paper: { ...paper, upvotes: 3 }, outcome: 'added', isNewToSource: true }]);
  });

  test('others read changes in small steps, the oldest first, and see each paper as it is now', async () => {
    const papers = createPapers(await stores.open());
    const [a, b, c] = ['2601.00001', '2601.00002', '2601.00003'].map((id) => aPaper({ id, title: id }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three papers');
    await papers.learn('hugging-face', [a, b], 1);
    await papers.learn('hugging-face', [c, { ...a, upvotes: 1 }], 2);

    const step = await papers.changedSince(0, 2);

    expect(step.map((changed) => changed.paper.id)).toEqual([b.id, c.id]);
    expect(await idsSince(papers, step.at(-1)?.change ?? 0)).toEqual([a.id]);
  });

  test('processes that learn at the same time lose nothing, and no change appears behind one that was seen', async () => {
    const place = await stores.emptyPlace();
    const store = await stores.open(place);
    // SQLite has one process, and blocks it while two connections of it wait for each other.
    const [one, two] = [createPapers(store), createPapers(engine === 'sqlite' ? store : await stores.open(place))];
    const seen = new Set<string>();
    let change = 0;
    const watch = async (): Promise<void> => {
      for (const changed of await one.changedSince(change, 1_000)) {
        change = changed.change;
        seen.add(changed.paper.id);
      }
    };
    const learnMany = async (papers: Papers, month: string): Promise<void> => {
      for (let n = 10; n < 40; n += 1) await papers.learn('hugging-face', [aPaper({ id: `${month}.000${n}` })], n);
    };

    let isLearning = true;
    const learning = Promise.all([learnMany(one, '2601'), learnMany(two, '2602')]).then(() => {
      isLearning = false;
    });
    while (isLearning) {
      await watch();
      await new Promise(setImmediate);
    }
    await learning;
    await watch();

    expect(seen.size).toBe(60);
  });
});
