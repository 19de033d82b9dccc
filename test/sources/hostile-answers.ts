import { createArxiv } from '../../src/sources/arxiv/arxiv.ts';
import type { HttpGet } from '../../src/sources/http-get.ts';
import { createHuggingFace } from '../../src/sources/hugging-face/hugging-face.ts';
import type { Source } from '../../src/sources/source.ts';
import { dailyFeed, queryPage } from './arxiv/feeds.ts';
import { listItem } from './hugging-face/daily-papers.ts';

/** Answers that are made to keep whoever reads them busy. */

export interface HostileAnswer {
  readonly source: Source;
  readonly slice: string;
  /** 'papers': what is sound in it is read all the same. */
  readonly gives: 'papers' | 'failure';
}

const sleep = async (): Promise<void> => undefined;
const day = '2026-03-05';
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `2603.${String(10_000 + index)}`);

/** What arXiv and Hugging Face send is cut at the size that the connection takes. */
function answering(text: string): HttpGet {
  // Put together before it is read, as one that came over the network.
  const bytes = Buffer.from(text);
  return async ({ maxBytes }) => ({ text: bytes.toString('utf8', 0, maxBytes), headers: new Headers() });
}

const arxiv = (text: string, slice: string, gives: HostileAnswer['gives'] = 'failure'): HostileAnswer => ({
  source: createArxiv({
    ...{ get: answering(text), url: undefined, categories: ['cs.CL'], monotonicMs: () => 0, sleep },
  }),
  ...{ slice, gives },
});
const feed = (text: string, gives?: HostileAnswer['gives']): HostileAnswer => arxiv(text, 'feed', gives);
const query = (text: string, gives?: HostileAnswer['gives']): HostileAnswer => arxiv(text, day, gives);
const list = (text: string, gives: HostileAnswer['gives'] = 'failure'): HostileAnswer => ({
  source: createHuggingFace({ get: answering(text), url: 'http://x/', token: undefined, now: () => 0, sleep }),
  ...{ slice: day, gives },
});

const megabyte = 1_000_000;
const sound = ids(2);
const inFeed = (element: string): string =>
  dailyFeed(sound.map((id) => ({ id }))).replace('<item>', `<item>${element}</item><item>`);
const soundItems = sound.map((id) => listItem({ id }));

export const hostileAnswers: Readonly<Record<string, () => HostileAnswer>> = {
  'unclosed items': () => feed(`<rss>${'<item>'.repeat(megabyte)}</rss>`),
  'unclosed entries': () => query(`<feed>${'<entry>'.repeat(megabyte)}</feed>`),
  'unclosed elements in a paper': () => feed(inFeed('<a>'.repeat(megabyte))),
  'elements in elements': () => feed(`<rss>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</rss>`),
  'tags that never end': () => feed(`<rss>${'<item '.repeat(megabyte)}</rss>`),
  'comments that never end': () => feed(`<rss>${'<!--'.repeat(megabyte)}</rss>`),
  'entities of entities': () =>
    feed(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'b'.repeat(1_000)}">]><rss>${'&a;'.repeat(100_000)}</rss>`),
  '20,000 items': () => feed(dailyFeed(ids(20_000).map((id) => ({ id })))),
  '4,000 items': () => feed(dailyFeed(ids(4_000).map((id) => ({ id }))), 'papers'),
  'a large head': () =>
    feed(dailyFeed(sound.map((id) => ({ id }))).replace('<title>', `<title>${'x'.repeat(megabyte)}`)),
  'a long title of blanks': () => feed(inFeed(`<title>${' '.repeat(megabyte)}x</title>`), 'papers'),
  'a long title of braces': () => feed(inFeed(`<title>${'{'.repeat(400_000)}</title>`), 'papers'),
  'a list of authors without end': () =>
    feed(inFeed(`<title>x</title><dc:creator>${'Ann Bee (A), '.repeat(30_000)}</dc:creator>`), 'papers'),
  'entities in a text': () => feed(inFeed(`<title>${'&amp;'.repeat(90_000)}</title>`), 'papers'),
  'papers of long abstracts': () =>
    query(queryPage(ids(200).map((id) => ({ id: `${id}v1`, summary: '(AB) '.repeat(900) }))), 'papers'),
  'lists in lists': () => list('['.repeat(2 * megabyte) + ']'.repeat(2 * megabyte)),
  'objects without end': () => list(`[${'{},'.repeat(megabyte)}{}]`),
  'numbers without end': () => list(`[${'1,'.repeat(1.9 * megabyte)}1]`),
  'a title of megabytes': () =>
    list(JSON.stringify([listItem({ id: '2603.00001', title: '{'.repeat(megabyte) }), ...soundItems]), 'papers'),
  'an abstract of megabytes': () =>
    list(JSON.stringify([listItem({ id: '2603.00001', summary: ' '.repeat(megabyte) }), ...soundItems]), 'papers'),
  'many authors': () =>
    list(
      JSON.stringify([
        listItem({ id: '2603.00001', authors: Array.from({ length: 50_000 }, () => ({ name: 'Ann (Bee) Cee' })) }),
        ...soundItems,
      ]),
      'papers',
    ),
  'not JSON to its end': () => list(`[${'"\\'.repeat(megabyte)}`),
};
