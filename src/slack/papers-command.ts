import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import { parseArxivId } from '../papers/arxiv-id.ts';
import { papersPerPage } from './limits.ts';
import { readableText } from './message-text.ts';
import { answerMessage } from './messages/answer-message.ts';
import { helpMessage } from './messages/help-message.ts';
import type { Message } from './messages/message.ts';
import { notice } from './messages/notice.ts';
import { paperDetailsMessage } from './messages/paper-details.ts';
import { askFor, type PaperList } from './paper-list.ts';
import { answerPrivately } from './private-answer.ts';
import { listForQuestion } from './question-list.ts';
import type { Sleep } from './rate-limit.ts';

/** What follows `/papers`, parsed. Whatever is no subcommand is a question. */
export type PapersCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'similar'; readonly id: string }
  | { readonly kind: 'question'; readonly text: string };

export function parsePapersCommand(text: string): PapersCommand {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const id = parseArxivId(rest.replace(/^to\s+/i, ''));
  switch (word.toLowerCase()) {
    case '':
    case 'help':
    case '?':
      return rest === '' ? { kind: 'help' } : { kind: 'question', text };
    case 'today':
      return rest === '' ? { kind: 'newest' } : { kind: 'question', text };
    case 'show':
      return id === undefined ? { kind: 'question', text } : { kind: 'show', id };
    case 'similar':
      return id === undefined ? { kind: 'question', text } : { kind: 'similar', id };
    default:
      return { kind: 'question', text };
  }
}

export interface PapersCommandDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly sleep: Sleep;
}

function answerTo(parsed: PapersCommand, { paperboy: { ask, library }, command }: PapersCommandDependencies): Message {
  const listMessage = (list: PaperList): Message | undefined => {
    const answer = askFor(ask, list, { limit: papersPerPage });
    return answer && answerMessage(answer, { list, command, audience: { kind: 'one-person', canShare: true } });
  };
  const notHeld = (id: string): Message =>
    notice(`The library does not hold ${id}. Read it on https://arxiv.org/abs/${id}`);
  switch (parsed.kind) {
    case 'help':
      return helpMessage({ command, problems: [] });
    case 'newest':
      return listMessage({ kind: 'newest' }) ?? notice('The library is empty.');
    case 'show': {
      const paper = library.get(parsed.id);
      return paper === undefined ? notHeld(parsed.id) : paperDetailsMessage(paper);
    }
    case 'similar':
      return listMessage({ kind: 'similar', id: parsed.id }) ?? notHeld(parsed.id);
    case 'question':
      return listMessage(listForQuestion(ask, parsed.text)) ?? notice('The library is empty.');
    default:
      return parsed satisfies never;
  }
}

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand(dependencies: PapersCommandDependencies) {
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const message = answerTo(parsePapersCommand(readableText(command.text)), dependencies);
    const { channel_id: channel, user_id: user } = command;
    await answerPrivately({ client, respond, channel, user, sleep: dependencies.sleep }, message);
  };
}
