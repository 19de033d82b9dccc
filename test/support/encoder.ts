import { afterAll } from 'vitest';
import type { Encoder } from '../../src/search/meaning/encoder.ts';
import { openEncoder } from '../../src/search/meaning/open-encoder.ts';

export interface TestEncoder {
  /** The shipped one; where it is missing, one that throws. */
  readonly encoder: Encoder;
  readonly isMissing: boolean;
}

function missing(reason: string): Encoder {
  const refuse = (): never => {
    throw new Error(reason);
  };
  return { model: 'none', failure: reason, encode: refuse, hasWord: refuse, close: refuse };
}

/** The shipped encoder, once a test file. Says loudly when it cannot be loaded here, and whether that is an error: in CI it is. */
export async function loadTestEncoder(): Promise<TestEncoder> {
  const opened = await openEncoder();
  if (opened.kind === 'ready') {
    afterAll(() => opened.encoder.close());
    return { encoder: opened.encoder, isMissing: false };
  }
  if (process.env['CI'] === 'true') throw new Error(`CI must have the encoder. ${opened.reason}`);
  process.stderr.write(`\n*** NO ENCODER: the tests of meaning are SKIPPED. ${opened.reason} ***\n\n`);
  return { encoder: missing(opened.reason), isMissing: true };
}
