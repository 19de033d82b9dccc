import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import { papersPerPage } from './limits.ts';
import { readableText } from './message-text.ts';
import { answerMessage } from './messages/answer-message.ts';
import { notice } from './messages/notice.ts';
import { answerPrivately } from './private-answer.ts';
import type { Sleep } from './rate-limit.ts';

/** As in manifest.json. */
export const findRelatedId = 'find_related';

export interface FindRelatedDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly sleep: Sleep;
}

/** "Find related papers" in the menu of a message: looks for what the message is about, for the one who asked. */
export function createFindRelated({ paperboy: { ask }, command, sleep }: FindRelatedDependencies) {
  return async ({
    ack,
    shortcut,
    client,
    respond,
  }: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const words = await ask.condense(readableText(shortcut.message.text ?? ''));
    const list = { kind: 'question', text: words } as const;
    const message =
      words === ''
        ? notice('I could not tell what this message is about.')
        : answerMessage(await ask.ask(words, { limit: papersPerPage }), {
            list,
            command,
            audience: { kind: 'one-person', canShare: true },
            lead: `From this message I looked for: ${words.split(' ').join(', ')}`,
          }).message;
    await answerPrivately({ client, respond, channel: shortcut.channel.id, user: shortcut.user.id, sleep }, message);
  };
}
