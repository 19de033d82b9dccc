import { decodeShelfState } from '../../button-state.ts';
import { exportSaved } from '../../requests/export-saved.ts';
import { askerOf, type OnPress, pressedValue, tell } from './press.ts';

/** Saved papers as BibTeX, to the presser's direct message. */
export const sendSaved: OnPress = async (press, dependencies) => {
  const { shelf, thread } = decodeShelfState(pressedValue(press));
  const told = await exportSaved(shelf, { ...askerOf(press), thread }, dependencies);
  if (told !== undefined) await tell(press, dependencies, told, { thread });
};
