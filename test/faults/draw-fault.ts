import type { Fault } from '../../src/playground/stand-in/faults.ts';

type Drawn = Omit<Fault, 'on'>;

/** What goes wrong with a post, and in how many of a thousand. The first four surely did not post, of the others some did. */
const postFaults: readonly (readonly [perMille: number, fault: Drawn])[] = [
  [80, { kind: '429', retryAfterSeconds: 1 }],
  [30, { kind: '500' }],
  [20, { kind: 'drop' }],
  [10, { kind: 'hang' }],
  [30, { kind: '500', after: true }],
  [30, { kind: 'drop', after: true }],
  [20, { kind: 'hang', after: true }],
  [10, { kind: 'badjson', after: true }],
  [10, { kind: 'html', after: true }],
];

const historyFaults: readonly (readonly [perMille: number, fault: Drawn])[] = [
  [50, { kind: '500' }],
  [20, { kind: 'drop' }],
  [20, { kind: '429', retryAfterSeconds: 1 }],
];

/** Of events: some come twice, of some the acknowledgement is lost, some are lost themselves; Slack delivers the last two again. */
const eventFaults: readonly (readonly [perMille: number, fault: Drawn])[] = [
  [50, { kind: 'duplicate' }],
  [30, { kind: 'lose', after: true }],
  [20, { kind: 'lose' }],
];

function faultsOf(method: string): typeof postFaults {
  if (method === 'chat.postMessage') return postFaults;
  if (method === 'deliver:events_api') return eventFaults;
  return method.startsWith('conversations.') ? historyFaults : [];
}

/** Draws what goes wrong with a call, the same for the same seed and order of calls; counts what it drew. */
export function createDrawFault(random: () => number): {
  draw(on: string): Drawn | undefined;
  drawn: Map<string, number>;
} {
  const drawn = new Map<string, number>();
  return {
    drawn,
    draw(on) {
      let left = random() * 1_000;
      for (const [perMille, fault] of faultsOf(on)) {
        left -= perMille;
        if (left >= 0) continue;
        const name = `${on} ${fault.kind}${fault.after === true ? ' after' : ''}`;
        drawn.set(name, (drawn.get(name) ?? 0) + 1);
        return { ...fault };
      }
      return undefined;
    },
  };
}
