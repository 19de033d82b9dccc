import type { DeliveryOutcome } from '../delivery.ts';
import type { Internals } from '../internals.ts';
import { onWire } from '../messages.ts';
import { removeAndTell } from '../posting.ts';
import { createTypedText } from '../typed-text.ts';
import { botUserId, type Person } from '../workspace.ts';
import type { Actor, PostOutcome, SayOptions } from './actor.ts';
import { actOutcome } from './interaction.ts';

type Writing = Pick<
  Actor,
  'say' | 'mention' | 'compose' | 'edit' | 'deleteMessage' | 'react' | 'leave' | 'inviteBot' | 'openHome'
>;

/** People see nothing of an event that failed; this is for whoever looks on. */
const notTold = (reason: string) => `The app was not told: ${reason}`;

/** What people write, and where they go. */
export function createWriting(internals: Internals): (person: Person) => Writing {
  const { places, slackbot, workspace, messages, events } = internals;
  const typedText = createTypedText({ workspace });

  return (person) => {
    async function say(channel: string, typed: string, { threadTs, as }: SayOptions = {}): Promise<PostOutcome> {
      const { id } = places.channelOf(person, channel);
      if (threadTs) places.messageOf(person, { channel: id, ts: threadTs });
      const message = messages.post({
        ...typedText(typed),
        channel: id,
        user: person.id,
        threadTs,
        ...(as && { subtype: as }),
      });
      slackbot.hear(person, message);
      const outcomes = await events.posted(message);
      return { channel: id, ts: message.ts, acknowledged: outcomes.every(({ kind }) => kind === 'acknowledged') };
    }

    async function told(outcomes: Promise<DeliveryOutcome[]>) {
      return actOutcome(await outcomes, notTold);
    }

    return {
      say,
      mention: (channel, typed, options) => say(channel, `<@${botUserId}> ${typed}`, options),
      compose: (typed) => told(events.composed(person.id, typedText(typed).text)),
      async edit(ref, typed) {
        const message = places.messageOf(person, ref);
        if (message.user !== person.id) throw new Error('People edit only their own messages.');
        const before = onWire(message, 'metadata');
        messages.replace(message, typedText(typed), person.id);
        return told(events.changed(message, before));
      },
      async deleteMessage(ref) {
        const message = places.messageOf(person, ref);
        if (message.user !== person.id) throw new Error('People delete only their own messages.');
        return told(removeAndTell({ messages, events }, message));
      },
      async react(ref, name) {
        const message = places.messageOf(person, ref);
        const how = messages.react(message, name, person.id, 'added') ? 'added' : 'removed';
        if (how === 'removed') messages.react(message, name, person.id, 'removed');
        return told(events.reacted(message, name, person.id, how));
      },
      async leave(idOrName) {
        workspace.leave(places.channelOf(person, idOrName), person.id);
        return { acknowledged: true };
      },
      async inviteBot(idOrName) {
        return told(slackbot.invite(person, places.channelOf(person, idOrName)));
      },
      openHome: (tab = 'home') => told(events.homeOpened(person.id, tab)),
    };
  };
}
