import { decodeShelfState } from '../../button-state.ts';
import { callerOf } from '../../reach.ts';
import { type ExportDependencies, exportSaved } from '../../requests/export-saved.ts';
import { type PaperListener, tellPresser } from './paper-buttons.ts';

/** Saved papers as BibTeX, to the presser's direct message. */
export function createExportSaved(dependencies: ExportDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { shelf, thread } = decodeShelfState('value' in args.payload ? args.payload.value : undefined);
    const looker = { ...callerOf(args), client: args.client, thread };
    const told = await exportSaved(shelf, looker, dependencies);
    if (told !== undefined) await tellPresser(args, thread, told, dependencies);
  };
}
