import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';

export function createIds({ clock }: { clock: Clock }) {
  let lastMicroseconds = 0;
  let count = 0;

  function messageTs(): string {
    lastMicroseconds = Math.max(clock.now() * 1_000, lastMicroseconds + 1);
    const seconds = Math.floor(lastMicroseconds / 1_000_000);
    return `${seconds}.${String(lastMicroseconds % 1_000_000).padStart(6, '0')}`;
  }

  function numbered(prefix: string): string {
    count += 1;
    return prefix + count.toString(36).toUpperCase().padStart(9, '0');
  }

  return {
    messageTs,
    /** A time as Slack writes it in events: seconds with six decimals. */
    timeTs: () => (clock.now() / 1_000).toFixed(6),
    event: () => numbered('Ev'),
    view: () => numbered('V'),
    file: () => numbered('F'),
    viewHash: () => `${Math.floor(clock.now() / 1_000)}.${randomBytes(4).toString('hex')}`,
    block: () => randomBytes(3).toString('base64url'),
    envelope: () => randomUUID(),
    secret: () => randomBytes(12).toString('hex'),
  };
}

/** Everything Slack numbers. Message timestamps rise strictly: they are also the messages' names. */
export type Ids = ReturnType<typeof createIds>;
