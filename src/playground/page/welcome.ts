import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { type Html, html } from './html.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What an empty conversation says: what this is, and the uses that this person can make of it, in the words that start them. */
export function renderWelcome({ app, botUserId, workspace }: SlackStandIn, { place, actingAs }: Viewpoint): Html {
  const { kind, isArchived = true, members = [] } = workspace.channel(place) ?? {};
  const canWrite = members.includes(actingAs) && !isArchived;
  const [{ command } = { command: '/help' }] = app.commands;
  const together = members.includes(botUserId)
    ? html`mention <code>@${app.botName}</code>: the answer comes in a thread that everyone here can see.`
    : html`${app.name} is not in this channel, so a mention would not reach it. <code>/invite @${app.botName}</code> brings it here.`;
  const uses =
    kind === 'im'
      ? html`<li><strong>Ask</strong>: write a question to ${app.name}. It needs no mention.</li>
<li><strong>Get a digest of your own</strong>: write <code>subscribe</code>; it comes here on the days you choose.</li>`
      : html`<li><strong>Ask for yourself</strong>: write <code>${command}</code> and a question. Only you see the answer, until you share it.</li>
<li><strong>Ask together</strong>: ${together}</li>
<li><strong>Get a digest</strong>: <code>${command} subscribe</code> sets up new papers for this channel, on the days you choose.</li>`;
  return html`<div class="welcome" id="welcome"><h2>Nothing here yet</h2>
<p>This is ${app.name} itself, on a stand-in for Slack: what you try here stays on this machine.</p>
${canWrite && html`<ul>${uses}</ul>`}</div>`;
}
