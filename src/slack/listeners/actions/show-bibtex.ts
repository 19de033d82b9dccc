import { bibtexMessage } from '../../messages/paper-details.ts';
import { gone, type OnPress, pressedPaper, tell } from './press.ts';

/** The paper's BibTeX entry, for the one who pressed. */
export const showBibtex: OnPress = async (press, dependencies) => {
  const { id, thread } = pressedPaper(press);
  const paper = await dependencies.paperboy.ask.paper(id);
  await tell(press, dependencies, paper === undefined ? gone : bibtexMessage([paper]), { thread });
};
