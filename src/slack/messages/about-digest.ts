import { scheduleWords, topicWords } from '../../digests/subscription-words.ts';
import type { Wishes } from '../../store/subscriptions.ts';
import { cutToBytes } from './cut-text.ts';

// In bytes of JSON.
const wordsBytes = 600;

/** "quantization, weekdays at 09:00 (Europe/London)" */
export function aboutDigest(wishes: Wishes): string {
  return cutToBytes(`${topicWords(wishes)}, ${scheduleWords(wishes)}`, wordsBytes);
}
