import type { Internals } from '../internals.ts';
import { onWire } from '../messages.ts';
import type { ResponseTarget } from '../response-url.ts';
import { createTypedText, escaped } from '../typed-text.ts';
import { appId, type Person, teamDomain, teamId } from '../workspace.ts';
import type { ActOutcome, Actor } from './actor.ts';
import { actOutcome, channelName, interactionFrame, notResponding, refusalIn } from './interaction.ts';

/** Slash commands and shortcuts. */
export function createCommands(internals: Internals): (person: Person) => Pick<Actor, 'command' | 'shortcut'> {
  const { app, places, slackbot, workspace, delivery, responseUrls, triggers, traffic, ids } = internals;
  const typedText = createTypedText({ workspace });

  /** What the acknowledgement itself says. */
  function show(command: string, target: ResponseTarget, payload: unknown): ActOutcome {
    if (payload === undefined) return { acknowledged: true };
    const refusal = refusalIn(traffic, 'in the acknowledgement', () => responseUrls.respond(target, payload));
    return refusal ? { acknowledged: false, shown: failure(command, refusal.message) } : { acknowledged: true };
  }

  return (person) => ({
    async command(idOrName, line, { threadTs } = {}) {
      const channel = places.channelOf(person, idOrName);
      const [, name = line, typed = ''] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? [];
      if (name === '/invite') return slackbot.command(person, channel, typed);
      const known = app.commands.find(({ command }) => command === name);
      if (!known) return { acknowledged: false, shown: notACommand(name) };
      if (threadTs) return { acknowledged: false, shown: `${name} is not supported in threads. Sorry!` };

      const target = { channel: channel.id, userId: person.id };
      const outcome = await delivery.request('slash_commands', {
        token: 'stand-in-verification-token',
        team_id: teamId,
        team_domain: teamDomain,
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: person.id,
        user_name: person.name,
        command: name,
        text: known.shouldEscape ? typedText(typed.trim()).text : escaped(typed.trim()),
        api_app_id: appId,
        is_enterprise_install: 'false',
        response_url: responseUrls.issue(target),
        trigger_id: triggers.issue(person.id),
      });
      if (outcome.kind === 'failed') return { acknowledged: false, shown: failure(name, outcome.reason) };
      return show(name, target, outcome.payload);
    },

    async shortcut(callbackId, ref) {
      const known = app.shortcuts.some((shortcut) => shortcut.callbackId === callbackId);
      if (!known) throw new Error(`The app has no message shortcut "${callbackId}".`);
      const message = places.messageOf(person, ref);
      const channel = places.channelOf(person, ref.channel);
      const outcome = await delivery.request('interactive', {
        type: 'message_action',
        ...interactionFrame(person),
        callback_id: callbackId,
        action_ts: ids.timeTs(),
        trigger_id: triggers.issue(person.id),
        channel: { id: channel.id, name: channelName(channel) },
        message_ts: message.ts,
        message: onWire(message, 'no metadata'),
        response_url: responseUrls.issue({ channel: channel.id, userId: person.id }),
      });
      return actOutcome([outcome], notResponding);
    },
  });
}

/** As Slack's client shows it. */
function failure(command: string, reason: string): string {
  return `${command} failed with the error "${reason}"`;
}

/** As Slack's client shows it. */
function notACommand(name: string): string {
  return (
    `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as ` +
    'commands.\nIf you are trying to send a message and not run a command, try preceding the "/" with an empty space.'
  );
}
