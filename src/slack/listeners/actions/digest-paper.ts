import { digestPaperMessage } from '../../messages/digest-paper-message.ts';
import { gone, type OnPress, pressedPaper, tell } from './press.ts';

/** "More on a paper …" under a digest without a thread: what the thread would say of it, to whoever chose it. */
export const showDigestPaper: OnPress = async (press, dependencies) => {
  const { id, subscription, thread } = pressedPaper(press);
  const paper = await dependencies.paperboy.ask.paper(id);
  const message = paper === undefined ? gone : digestPaperMessage(paper, { id, subscription });
  await tell(press, dependencies, message, { thread });
};
