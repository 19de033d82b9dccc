import type { Button, KnownBlock } from '@slack/types';
import type { Subscription } from '../../store/subscriptions.ts';
import { maxBlocksBytes } from '../limits.ts';
import { aboutDigest } from './about-digest.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { beside } from './elements.ts';
import { fallback, type Message } from './message.ts';
import { line, text } from './rich-text.ts';

/** Slack's limits for a text beside a button and for what is read aloud of it, here in bytes: 3,000 and 75 characters. */
const lineBytes = 300;
const spokenBytes = 70;

/** Asks which of several digests is meant. @param buttonOf does with one of them what was asked for */
export function whichDigestMessage(
  question: string,
  subscriptions: readonly Subscription[],
  buttonOf: (subscription: Subscription) => Button,
): Message {
  const blocks: KnownBlock[] = [line(text(question))];
  for (const [index, subscription] of subscriptions.entries()) {
    const about = cutToBytes(aboutDigest(subscription), lineBytes);
    const button = buttonOf(subscription);
    const spoken = cutToBytes(`${button.text.text}: ${about}`, spokenBytes);
    const choice = beside(about, { ...button, accessibility_label: spoken });
    if (jsonBytes([...blocks, choice]) > maxBlocksBytes) {
      blocks.push(line(text(`and ${subscriptions.length - index} more. Ask again with the topic of yours.`)));
      break;
    }
    blocks.push(choice);
  }
  return { text: fallback(question), blocks };
}
