import { withCures } from './follow-up-messages.ts';
import { type Message, notice, typed } from './message.ts';

const example = 'massive activations in LLMs';
const setUp = { label: 'Set up a digest', state: { say: 'subscribe' }, isPrivate: true } as const;

/** What a channel reads when somebody invited the bot: what it is for, and two ways to begin. */
export function welcomeMessage(command: string): Message {
  const said = notice(
    'Hello! I find machine-learning papers. Mention me with a question, or alone in a thread to get papers on it; ',
    ...[typed(command), ' answers you alone. I can also post a digest here every day or week.'],
  );
  return withCures(said, [{ label: 'Try a question', state: { say: example }, isPrivate: true }, setUp]);
}

/** The first answer to a greeting in a direct message, where all that is asked stands for the person to go on with. */
export function directWelcomeMessage(): Message {
  const said = notice(
    'Hello! I find machine-learning papers: ask me about any method, model or problem in your own words. ',
    'I can also send you a digest every day or week.',
  );
  return withCures(said, [{ label: 'Try a question', state: { say: example } }, setUp]);
}
