import { once } from 'node:events';

/** What comes of `work`. @throws what it throws, and when nothing came after so many milliseconds; then it goes on by itself */
export async function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  const late = once(AbortSignal.timeout(timeoutMs), 'abort').then(() =>
    Promise.reject(new Error(`No answer within ${timeoutMs} ms`)),
  );
  return Promise.race([work, late]);
}
