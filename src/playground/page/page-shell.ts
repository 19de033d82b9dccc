import { attributes, html, markupOf } from './html.ts';
import { renderConversation, renderThread, titleOf } from './page-conversation.ts';
import { partsOf } from './page-parts.ts';
import { renderSidebar } from './page-sidebar.ts';
import type { PageSources } from './page-sources.ts';
import { renderTraffic } from './page-traffic.ts';
import { drawn } from './part.ts';
import type { Viewpoint } from './viewpoint.ts';

const workspace = 'Paper trail';

/**
 * The whole document from one viewpoint. It holds no inline script or style, so `Content-Security-Policy: default-src 'self'`
 * fits. It waits for its script before it shows (`blocking`), so that no click comes too early.
 *
 * @param suggestions whole messages to try
 */
export function renderPage(sources: PageSources, view: Viewpoint, suggestions: readonly string[]): string {
  const { slack } = sources;
  const parts = partsOf(sources, view);
  const [connection, destinations] = [drawn(parts.connection), drawn(parts.destinations)];
  const state = parts.thread.length > 0 ? 'open' : 'closed';
  return markupOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${titleOf(slack, view)} · ${workspace}</title>
<link rel="stylesheet" href="/assets/style.css">
<script type="module" src="/assets/client.js" blocking="render"></script>
</head>
<body>
<header class="banner"><a class="skip" href="#messages">Skip to the conversation</a><p><strong>Local stand-in, not Slack.</strong> Messages stay on this machine.</p></header>
<div${attributes({ class: 'panes', id: 'panes', 'data-thread': state })}>
${renderSidebar(sources, view, { workspace, connection, destinations })}
${renderConversation(slack, view, parts, suggestions)}
${renderThread(slack, view, parts)}
</div>
${renderTraffic(slack.traffic.entries().length)}
<div class="toast" id="toast" role="alert"></div>
<div id="modal-host">${drawn(parts.modal)}</div>
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
