import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { Channel } from '../stand-in/workspace.ts';
import { type Html, html } from './html.ts';

type Host = Pick<SlackStandIn, 'app' | 'botUserId'>;

/** What an empty conversation says: what this is, and what this person can do here. */
export function renderWelcome(channel: Channel, userId: string, slack: Host): Html {
  const canWrite = channel.members.includes(userId) && !channel.isArchived;
  return html`<div class="welcome" id="welcome"><h2>Nothing here yet</h2>
<p>This is ${slack.app.name} itself, on a stand-in for Slack: what you try here stays on this machine.</p>
${canWrite && invitation(channel, slack)}</div>`;
}

function invitation({ kind, members }: Channel, { app, botUserId }: Host): Html {
  if (kind === 'im') return html`<p>Write to ${app.name} here. It needs no mention, and answers in a thread.</p>`;
  const [command] = app.commands;
  const mention = members.includes(botUserId)
    ? html`Mention <code>@${app.botName}</code>: the answer comes in a thread that everyone here can see.`
    : html`${app.name} is not in this channel: a mention would not reach it, a command does.`;
  return html`<ul><li>Click one of the suggestions below to try it.</li>
${command && html`<li>Write <code>${command.command}</code> and a question: only you see the answer, until you share it.</li>`}
<li>${mention}</li></ul>`;
}
