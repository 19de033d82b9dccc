import type { Doubt } from '../../digests/doubts.ts';
import { scheduleWords, topicWords } from '../../digests/subscription-words.ts';
import { echoed } from '../../search/question-text.ts';
import { actionIds, encodeUnderstood, type Understood } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { button, withButtons } from './elements.ts';
import { type Message, notice } from './message.ts';

const maxWordsBytes = 500;

export function doubtWords(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'no-papers': {
      const library = doubt.days === undefined ? 'the library' : `the library of the last ${doubt.days} days`;
      const topics = cutToBytes(
        doubt.topics.map((topic) => `“${echoed(topic.replace(/["“”]/g, ''))}”`).join(' or '),
        maxWordsBytes,
      );
      return `Nothing in ${library} is surely about ${topics}.`;
    }
    case 'same-subject': {
      const { subscription } = doubt;
      const about = cutToBytes(topicWords(subscription), maxWordsBytes);
      return `There is a digest about ${about} already, ${scheduleWords(subscription)}.`;
    }
    default:
      return doubt satisfies never;
  }
}

/** Asks before a digest is set up that may not be meant so. @param here where the answer stands */
export function doubtMessage(doubts: readonly Doubt[], understood: Understood, here: string): Message {
  const asked = notice(`${doubts.map(doubtWords).join(' ')} Nothing is set up yet.`);
  const value = encodeUnderstood(understood);
  // What is too long for a button is subscribed in the window.
  const anyway = value === undefined ? [] : [button(actionIds.subscribeAnyway, 'Subscribe anyway', value)];
  const others = doubts.flatMap((doubt) =>
    doubt.kind === 'same-subject' && doubt.subscription.channel === here
      ? [button(actionIds.edit, 'Edit that one', doubt.subscription.id)]
      : [],
  );
  return withButtons(asked, [...anyway, ...others, button(actionIds.subscribeForm, 'Change', value)]);
}
