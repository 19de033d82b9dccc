import { attributes, type Html, html, markupOf } from './html.ts';
import type { Person } from './lookup.ts';
import { type Conversation, renderConversation, renderThread, type Thread } from './page-conversation.ts';
import { type Connection, renderSidebar } from './page-sidebar.ts';
import { renderTraffic } from './page-traffic.ts';

/** Everything that the page shows, as plain data. */
export interface Page {
  /** Addresses of the stylesheet and the client script, on the page's own origin. */
  readonly assets: { readonly style: string; readonly script: string };
  readonly workspace: string;
  /** Those whom the visitor can act as. */
  readonly people: readonly Person[];
  readonly actingAs: string;
  /** From `destinationParts`. */
  readonly destinations: Html;
  readonly connection: Connection;
  readonly conversation: Conversation;
  readonly thread?: Thread | undefined;
  /** How many entries of traffic there are. */
  readonly trafficCount: number;
  /** A modal to open at once, from `renderModal`. */
  readonly modal?: Html | undefined;
}

/**
 * The whole document. It holds no inline script or style, so `Content-Security-Policy: default-src 'self'` fits. It waits
 * for its script before it shows (`blocking`), so that no click comes too early.
 */
export function renderPage(page: Page): string {
  const { assets, workspace, conversation, thread } = page;
  return markupOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${conversation.title} · ${workspace}</title>
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}" blocking="render"></script>
</head>
<body>
<header class="banner"><a class="skip" href="#messages">Skip to the conversation</a><p><strong>Local stand-in, not Slack.</strong> Messages stay on this machine.</p></header>
<div${attributes({ class: 'panes', id: 'panes', 'data-thread': thread ? 'open' : 'closed' })}>
${renderSidebar(page)}
${renderConversation(conversation)}
${renderThread(thread)}
</div>
${renderTraffic(page.trafficCount)}
<div class="toast" id="toast" role="alert"></div>
<div id="modal-host">${page.modal}</div>
${confirmDialog}
</body>
</html>
`);
}

// One dialog for every confirm object: the client fills it from the data-confirm-* attributes.
const confirmDialog = html`<dialog class="modal confirm" id="confirm" role="alertdialog" aria-labelledby="confirm-title" aria-describedby="confirm-text"><form method="dialog">
<header><h2 id="confirm-title"></h2></header>
<div class="content"><p id="confirm-text"></p></div>
<footer><button class="button" id="confirm-no" value="no"></button><button class="button primary" id="confirm-yes" value="yes"></button></footer>
</form></dialog>`;
