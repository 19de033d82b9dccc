import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { Channel } from '../stand-in/workspace.ts';
import { type Html, html } from './html.ts';

type Host = Pick<SlackStandIn, 'app' | 'botUserId'>;

/** What an empty conversation says: what this is, and what this person can do here. */
export function renderWelcome(channel: Channel, userId: string, slack: Host): Html {
  const canWrite = channel.members.includes(userId) && !channel.isArchived;
  return html`<div class="welcome" id="welcome"><h2>Nothing here yet</h2>
<p>This is ${slack.app.name} itself, on a stand-in for Slack: what you try here stays on this machine.</p>
${canWrite && uses(channel, slack)}</div>`;
}

/** The three uses, in the words that start them. */
function uses({ kind, members }: Channel, { app, botUserId }: Host): Html {
  const [{ command } = { command: '/help' }] = app.commands;
  const [name, mention] = [app.name, html`<code>@${app.botName}</code>`];
  if (kind === 'im') {
    return html`<ul><li><strong>Ask</strong>: write a question to ${name}. It needs no mention.</li>
<li><strong>Get a digest of your own</strong>: write <code>subscribe</code>; it comes here on the days you choose.</li></ul>`;
  }
  const together = members.includes(botUserId)
    ? html`mention ${mention}: the answer comes in a thread that everyone here can see.`
    : html`${name} is not in this channel, so a mention would not reach it. <code>/invite @${app.botName}</code> brings it here.`;
  return html`<ul><li><strong>Ask for yourself</strong>: write <code>${command}</code> and a question. Only you see the answer, until you share it.</li>
<li><strong>Ask together</strong>: ${together}</li>
<li><strong>Get a digest</strong>: <code>${command} subscribe</code> sets up new papers for this channel, on the days you choose.</li></ul>`;
}
