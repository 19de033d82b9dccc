import { type Html, html } from './html.ts';

/** One thing that crossed the wire between the app and the stand-in. */
export interface TrafficLine {
  readonly id: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly direction: 'to-app' | 'from-app' | 'note';
  /** "chat.postMessage", "slash_commands /papers". */
  readonly title: string;
  readonly outcome: 'ok' | 'failed' | 'pending';
  /** A few words on the outcome, such as "invalid_blocks". */
  readonly detail?: string;
}

/** The panel at the foot of the page. It is empty until it is opened: the client asks for its lines, newest last. */
export function renderTraffic(count: number): Html {
  return html`<section class="traffic" id="traffic" aria-label="Traffic"><details>
<summary>Traffic <span id="traffic-count">${count}</span></summary>
${faultForm}
<ol id="traffic-list"></ol>
</details></section>`;
}

// What the visitor can make go wrong: first what the app calls, then what Slack delivers to it.
const faultyPlaces = ['chat.postMessage', 'chat.postEphemeral', 'response_url', 'views.open', 'conversations.replies'];
const faultyAnswers: readonly (readonly [value: string, label: string])[] = [
  ['429', '429, slow down'],
  ['500', '500'],
  ['500 after', '500 after the work was done'],
  ['refused', 'refused'],
  ['drop', 'connection dropped'],
  ['drop after', 'answer lost after the work was done'],
  ['hang', 'no answer at all'],
  ['slow', 'slow'],
  ['html', 'a page of HTML'],
];
const faultyDeliveries: readonly (readonly [value: string, label: string])[] = [
  ['duplicate', 'delivered twice'],
  ['lose', 'lost'],
  ['delay', 'delayed'],
];

const option = ([value, label]: readonly [string, string]): Html => html`<option value="${value}">${label}</option>`;

const faultForm = html`<form class="faults" id="faults" aria-label="Make something go wrong">
<label>On<select name="on"><optgroup label="Calls">${faultyPlaces.map((place) => option([place, place]))}</optgroup><optgroup label="Deliveries">${['events_api', 'slash_commands', 'interactive'].map((type) => option([`deliver:${type}`, type]))}</optgroup></select></label>
<label>Fault<select name="fault"><optgroup label="Of calls">${faultyAnswers.map(option)}</optgroup><optgroup label="Of deliveries">${faultyDeliveries.map(option)}</optgroup></select></label>
<label>Times<input name="times" type="number" min="1" max="20" value="1"></label>
<button type="submit" class="button">Inject</button>
<button type="button" class="button" data-disconnect>Disconnect the socket</button>
</form>`;

/** One line; the client asks for its JSON when it is opened. */
export function renderTrafficLine({ id, at, direction, title, outcome, detail }: TrafficLine): Html {
  const arrow = { 'to-app': '→ app', 'from-app': '← app', note: 'note' }[direction];
  const time = new Date(at).toISOString().slice(11, 23);
  const result = detail ?? { ok: 'ok', failed: 'failed', pending: 'waiting' }[outcome];
  return html`<li id="traffic-${id}" data-entry="${id}"><details><summary data-outcome="${outcome}"><time>${time}</time><span class="direction">${arrow}</span><span class="title">${title}</span><span class="outcome">${result}</span></summary><pre tabindex="0"></pre></details></li>`;
}
