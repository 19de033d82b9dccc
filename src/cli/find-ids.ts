import { readConfig } from '../config.ts';
import type { Paper } from '../papers/paper.ts';
import { createHttpGet } from '../sources/http-get.ts';
import { createIdForTitle } from '../sources/hugging-face/id-for-title.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import type { CommandContext } from './command.ts';

const requestTimeoutMs = 30_000;

/** Papers of a digest have no ids but those made of their titles. */
const madeFromTitle = /^title-/;

/** The same papers, with the arXiv ids that Hugging Face's search has for exactly their titles. */
export async function withFoundIds(papers: readonly Paper[], { env, now }: CommandContext): Promise<Paper[]> {
  const { huggingFace } = readConfig(env).sources;
  const get = createHttpGet({ timeoutMs: requestTimeoutMs, now });
  const idForTitle = createIdForTitle({ get, ...huggingFace, sleep: soundSleep });
  const found: Paper[] = [];
  // One after the other: the number of requests in five minutes is limited.
  for (const paper of papers) {
    const id = madeFromTitle.test(paper.id) ? await idForTitle(paper.title, new AbortController().signal) : undefined;
    found.push(id === undefined ? paper : { ...paper, id });
  }
  return found;
}
