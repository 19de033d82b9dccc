import { decodePaperState, stateOf } from '../../button-state.ts';
import { UnknownValueError } from '../../delivery/errors.ts';
import type { PaperListener } from './paper-buttons.ts';

/** A menu of a paper: each option does what the listener of its deed does. */
export function createDeedMenu(deeds: ReadonlyMap<string, PaperListener>): PaperListener {
  return async (args) => {
    await args.ack();
    const deed = deeds.get(decodePaperState(stateOf(args.payload)).do ?? '');
    if (deed === undefined) throw new UnknownValueError('The value of a menu is none of ours');
    await deed({ ...args, ack: async () => undefined });
  };
}
