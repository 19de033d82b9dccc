import { once } from 'node:events';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createEncodePapers, type EncodePapers } from '../../src/library/encode-papers.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { createStoredVectors, type SharedVectors, unshared } from '../../src/library/stored-vectors.ts';
import { unindexedPapers } from '../../src/library/unindexed-papers.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { type Encoder, EncoderError, type Urgency } from '../../src/search/meaning/encoder.ts';
import { directionOf } from '../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { openVectorsInFile, shippedPaperVectors } from '../../src/search/meaning/vectors-in-file.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { aPaper } from '../support/builders.ts';
import { loadTestEncoder } from '../support/encoder.ts';
import { engines, useStores } from '../support/engines.ts';
import { aFolder } from '../support/store.ts';

const { encoder, isMissing } = await loadTestEncoder();
const silent = pino({ level: 'silent' });

const papersNamed = (name: string, count: number): Paper[] =>
  Array.from({ length: count }, (_, index) =>
    aPaper({ title: `${name} ${index}`, abstract: 'We study images. They are small.' }),
  );

/** What a test may see of the encoder: titles in the order in which they were encoded, and how urgent each was. */
function observed(real: Encoder = encoder) {
  const encoded: [string, Urgency][] = [];
  const one: Encoder = {
    ...real,
    failure: undefined,
    encode(pieces, urgency) {
      encoded.push([pieces[0] ?? '', urgency]);
      return real.encode(pieces, urgency);
    },
  };
  return { encoder: one, encoded, titles: () => encoded.map(([title]) => title) };
}

interface Process extends EncodePapers {
  readonly library: ReturnType<typeof unindexedPapers>;
  readonly titles: () => string[];
  readonly encoded: [string, Urgency][];
}

/** A process over these papers, with a library of its own. */
function aProcess(
  papers: readonly Paper[],
  vectors: SharedVectors,
  { using = encoder, logger = silent }: { readonly using?: Encoder; readonly logger?: Logger } = {},
): Process {
  const library = unindexedPapers(papers);
  const { encoder: one, encoded, titles } = observed(using);
  const encodePapers = createEncodePapers({
    ...{ encoder: one, library, vectors, logger },
    monotonicMs: () => performance.now(),
    sleep: async (_, signal) => {
      if (!signal.aborted) await once(signal, 'abort');
    },
  });
  onTestFinished(() => encodePapers.stop());
  return { ...encodePapers, library, encoded, titles };
}

const missing = ({ library }: Process): string[] => [...library.withoutVector()].map(({ title }) => title);

/** Vectors in a file of their own. */
function inFile(): SharedVectors {
  const file = openVectorsInFile(join(aFolder(), 'vectors.bin'), 'append');
  onTestFinished(() => file.close());
  return unshared(file);
}

describe.skipIf(isMissing)('the shipped vectors', () => {
  const { papers } = readPapers(shippedLibrary);
  const keyOf = (paper: Paper): string => vectorKey(encoder.model, piecesOf(paper));

  test('are those of the shipped papers, each with its title and sentences; if not, run npm run vectors', async () => {
    const file = openVectorsInFile(shippedPaperVectors, 'read');
    onTestFinished(() => file.close());

    const found = await file.get(papers.map(keyOf));

    expect(papers.filter((paper) => found.get(keyOf(paper)) === undefined).map(({ title }) => title)).toEqual([]);
    expect(file.size).toBe(papers.length);
    for (const paper of papers) expect(found.get(keyOf(paper))?.pieces).toHaveLength(piecesOf(paper).length);
  });

  test('agree with papers encoded here', async () => {
    const file = openVectorsInFile(shippedPaperVectors, 'read');
    onTestFinished(() => file.close());
    const cosine = (kept: Int8Array | undefined, fresh: Float32Array | undefined): number => {
      const direction = directionOf(kept ?? new Int8Array());
      return fresh?.reduce((sum, value, dim) => sum + value * (direction[dim] ?? 0), 0) ?? 0;
    };

    // Kept as int8, and floats are rounded a little differently by other processors.
    for (const paper of papers.slice(0, 4)) {
      const kept = (await file.get([keyOf(paper)])).get(keyOf(paper));
      const fresh = await encoder.encode(piecesOf(paper), 'paper');

      expect(cosine(kept?.whole, fresh?.whole)).toBeGreaterThan(0.98);
      for (const [index, piece] of (fresh?.pieces ?? []).entries())
        expect(cosine(kept?.pieces[index], piece)).toBeGreaterThan(0.97);
    }
  });

  test('are taken as they are: nothing is encoded', async () => {
    const file = openVectorsInFile(shippedPaperVectors, 'read');
    onTestFinished(() => file.close());
    const { encodedNow, left, ...one } = await withKept(papers, file);

    expect(one.progress()).toMatchObject({ encoded: papers.length, missing: 0, secondsLeft: undefined });
    expect([left, encodedNow]).toEqual([0, []]);
  });

  async function withKept(held: readonly Paper[], file: ReturnType<typeof openVectorsInFile>) {
    const library = unindexedPapers(held);
    const { encoder: one, titles } = observed();
    const encodePapers = createEncodePapers({
      ...{ encoder: one, library, kept: [file], vectors: inFile(), logger: silent },
      monotonicMs: () => performance.now(),
      sleep: async () => undefined,
    });
    await encodePapers.setKept();
    const { missing: left } = encodePapers.progress();
    await encodePapers.pass();
    return { ...encodePapers, left, encodedNow: titles() };
  }
});

describe.skipIf(isMissing)('without a store', () => {
  test('every paper gets its vector once, and after a restart from the file', async () => {
    const vectors = inFile();
    const papers = papersNamed('Paper', 40);
    const first = aProcess(papers, vectors);

    await first.pass();
    await first.pass();

    expect(missing(first)).toEqual([]);
    expect(first.titles()).toEqual(papers.map(({ title }) => title));
    expect(new Set(first.encoded.map(([, urgency]) => urgency))).toEqual(new Set(['paper']));
    const second = aProcess(papers, vectors);
    await second.pass();
    expect([missing(second), second.titles()]).toEqual([[], []]);
  });

  test('papers of one text are encoded once; one whose text changes is encoded anew', async () => {
    const [one, twin, other] = [aPaper({ id: '1' }), aPaper({ id: '2' }), aPaper({ id: '3', title: 'Other' })];
    const process = aProcess([one, twin, other], inFile());

    await process.pass();
    process.library.add({ ...other, upvotes: 3 });
    await process.pass();
    expect(process.titles()).toEqual(['A paper', 'Other']);

    process.library.add({ ...other, title: 'Another' });
    await process.pass();
    expect(process.titles()).toEqual(['A paper', 'Other', 'Another']);
  });

  test('a paper that changes while it is encoded does not get the vector of its former text', async () => {
    const paper = aPaper({ title: 'Before' });
    const library = unindexedPapers([paper]);
    const changing: Encoder = {
      ...encoder,
      encode(pieces, urgency) {
        if (pieces[0] === 'Before') library.add({ ...paper, title: 'After' });
        return encoder.encode(pieces, urgency);
      },
    };
    const encodePapers = createEncodePapers({
      ...{ encoder: changing, library, vectors: inFile(), logger: silent },
      monotonicMs: () => performance.now(),
      sleep: async () => undefined,
    });

    await encodePapers.pass();
    expect(library.vectorKeyOf(paper.id)).toBeUndefined();
    await encodePapers.pass();

    expect(library.vectorKeyOf(paper.id)).toBe(vectorKey(encoder.model, ['After', 'An abstract.']));
  });

  test('a paper without a word is not missed, and not tried again and again', async () => {
    const process = aProcess([aPaper({ title: '???', abstract: '…' }), aPaper({ title: 'Words' })], inFile());
    expect(process.progress().missing).toBe(2);

    await process.pass();
    await process.pass();

    expect(process.progress()).toMatchObject({ encoded: 1, missing: 0 });
    expect(process.titles()).toEqual(['???', 'Words']);
  });

  test('a paper that does harm is tried twice, then left to its words; the others are encoded', async () => {
    const harmful: Encoder = {
      ...encoder,
      async encode(pieces, urgency) {
        if (pieces[0] === 'Harmful') throw new EncoderError('Not encoded: exit code 1.');
        return encoder.encode(pieces, urgency);
      },
    };
    const process = aProcess([aPaper({ title: 'Harmful' }), aPaper({ title: 'Good' })], inFile(), { using: harmful });

    for (let turn = 0; turn < 4; turn += 1) await process.pass();

    expect(process.titles()).toEqual(['Harmful', 'Good', 'Harmful']);
    expect(process.progress()).toMatchObject({ encoded: 1, missing: 0 });
  });

  test('in the background new papers are encoded when they come, and stopping keeps what was encoded', async () => {
    const vectors = inFile();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const slow: Encoder = {
      ...encoder,
      encode(pieces, urgency) {
        if (pieces[0] === 'New 1') begin();
        return encoder.encode(pieces, urgency);
      },
    };
    const process = aProcess(papersNamed('Paper', 3), vectors, { using: slow });
    process.start();
    for (const paper of papersNamed('New', 40)) process.library.add(paper);
    process.wake();

    await begun;
    await process.stop();

    const left = missing(process);
    expect(left.length).toBeGreaterThan(0);
    const restarted = aProcess([...process.library.papers()], vectors);
    await restarted.pass();
    expect(restarted.titles()).toEqual(left);
  });

  test('the papers of a digest are encoded before others, and only those without a vector', async () => {
    const vectors = inFile();
    const [window, others] = [papersNamed('Window', 3), papersNamed('Other', 60)];
    const process = aProcess([...others, ...window], vectors);
    const progress: string[] = [];

    const background = process.pass();
    await process.encodeNow(window, (encoded, of) => progress.push(`${encoded} of ${of}`));

    expect(missing(process).filter((title) => title.startsWith('Window'))).toEqual([]);
    expect(missing(process).length).toBeGreaterThan(0);
    expect(progress).toEqual(['1 of 3', '2 of 3', '3 of 3']);
    await background;
    await process.encodeNow(window);
    expect(process.titles()).toHaveLength(63);
    expect(process.encoded.filter(([, urgency]) => urgency === 'topic')).toHaveLength(3);
  });

  test('progress says how many are missing, the pace and the time left', async () => {
    let nowMs = 0;
    const library = unindexedPapers(papersNamed('Paper', 5));
    const { encoder: one } = observed({
      ...encoder,
      encode(pieces, urgency) {
        nowMs += 100;
        return encoder.encode(pieces, urgency);
      },
    });
    const encodePapers = createEncodePapers({
      ...{ encoder: one, library, vectors: inFile(), logger: silent },
      monotonicMs: () => nowMs,
      sleep: async () => undefined,
    });
    expect(encodePapers.progress()).toEqual({
      ...{ encoded: 0, missing: 5, papersPerSecond: undefined, secondsLeft: undefined },
    });

    await encodePapers.encodeNow([...library.papers()].slice(0, 3));
    nowMs += 100;

    expect(encodePapers.progress()).toEqual({ encoded: 3, missing: 2, papersPerSecond: 10, secondsLeft: 0.2 });
    nowMs += 61_000;
    expect(encodePapers.progress()).toMatchObject({ papersPerSecond: undefined, secondsLeft: undefined });
  });
});

describe.skipIf(isMissing).each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('processes share the work: each text is encoded by one, and all have all vectors', async () => {
    const place = await stores.emptyPlace();
    const papers = papersNamed('Paper', 80);
    const open = async () =>
      aProcess(
        papers,
        createStoredVectors(await stores.open(place), () => 1_000),
      );
    // SQLite holds up a process whose other connection has the lock: there they come one after another.
    const processes = [await open(), await open()];
    if (engine === 'postgres') await Promise.all(processes.map(({ pass }) => pass()));
    else for (const { pass } of processes) await pass();
    for (const { pass } of processes) await pass();

    expect(processes.map(missing)).toEqual([[], []]);
    const titles = processes.flatMap((one) => one.titles());
    expect(titles.toSorted()).toEqual(papers.map(({ title }) => title).toSorted());
    if (engine === 'postgres') expect(Math.min(...processes.map((one) => one.titles().length))).toBeGreaterThan(0);
  });

  test('what a process claimed before it died is encoded when its lease has run out', async () => {
    const store = await stores.open();
    let nowMs = 1_000_000;
    const vectors = createStoredVectors(store, () => nowMs);
    const [paper] = papersNamed('Paper', 1);
    if (paper === undefined) throw new Error('One paper');
    await vectors.claim([vectorKey(encoder.model, piecesOf(paper))]);
    const process = aProcess([paper], vectors);

    await process.pass();
    expect(missing(process)).toEqual(['Paper 0']);
    nowMs += 120_000;
    await process.pass();

    expect(missing(process)).toEqual([]);
  });

  test('papers that came to one process first are followed by the other, without encoding', async () => {
    const place = await stores.emptyPlace();
    const open = async () =>
      aProcess(
        [],
        createStoredVectors(await stores.open(place), () => 1_000),
      );
    const [first, second] = [await open(), await open()];
    await first.pass();
    await second.pass();

    for (const paper of papersNamed('New', 3)) {
      first.library.add(paper);
      second.library.add(paper);
    }
    await first.pass();
    await second.pass();

    expect([missing(first), missing(second)]).toEqual([[], []]);
    expect([first.titles().length, second.titles().length]).toEqual([3, 0]);
  });

  test('the vector of a paper that nobody has any longer is deleted after a week, those of the others are not', async () => {
    const store = await stores.open();
    const day = 86_400_000;
    let today = 0;
    const vectors = createStoredVectors(store, () => today * day);
    const [kept, gone] = [aPaper({ title: 'Kept' }), aPaper({ title: 'Gone' })];
    await aProcess([kept, gone], vectors).pass();

    for (today = 1; today <= 9; today += 1) await vectors.tidy([vectorKey(encoder.model, piecesOf(kept))]);

    const keys = await store.db.selectFrom('paper_vectors').select('key').execute();
    expect(keys).toEqual([{ key: vectorKey(encoder.model, piecesOf(kept)) }]);
  });
});
