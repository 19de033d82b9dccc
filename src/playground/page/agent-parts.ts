import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { html } from './html.ts';
import type { Part } from './part.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What the app suggests, above the messages of a person's direct message with it. */
export function promptParts({ workspace }: SlackStandIn, { actingAs, place }: Viewpoint): readonly Part[] {
  const suggested = place === workspace.directMessage(actingAs) ? workspace.prompts(actingAs) : undefined;
  if (suggested === undefined) return [];
  const buttons = suggested.prompts.map(
    ({ title, message }) =>
      html`<li><button type="button" data-say="${message}" data-channel-id="${place}">${title}</button></li>`,
  );
  const draw = () =>
    html`<div class="prompts" id="prompts"><p>${suggested.title}</p><ul class="suggestions" aria-label="Suggested prompts">${buttons}</ul></div>`;
  return [{ id: 'prompts', version: JSON.stringify(suggested), draw }];
}

/** What the app is doing, below the messages of a thread. */
export function statusParts({ app, workspace }: SlackStandIn, { place, thread = '' }: Viewpoint): readonly Part[] {
  const status = workspace.status({ channel: place, ts: thread });
  if (status === '') return [];
  const draw = () => html`<p class="agent-status" id="agent-status" role="status">${app.name} ${status}</p>`;
  return [{ id: 'agent-status', version: status, draw }];
}
