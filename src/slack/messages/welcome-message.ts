import { withCures } from './follow-up-messages.ts';
import type { Message } from './message.ts';
import { notice, typed } from './notice.ts';

/** What a channel reads when somebody invited the bot: what it is for, and two ways to begin. */
export function welcomeMessage(command: string): Message {
  const said = notice(
    'Hello! I find machine-learning papers. Mention me with a question, or alone in a thread to get papers on it; ',
    ...[typed(command), ' answers you alone. I can also post a digest here every day.'],
  );
  return withCures(said, [
    { label: 'Try a question', state: { say: 'massive activations in LLMs' }, isPrivate: true },
    { label: 'Set up a digest', state: { say: 'subscribe' }, isPrivate: true },
  ]);
}
