import type { TrafficEntry } from '../stand-in/traffic.ts';
import { type Html, html } from './html.ts';

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
const faultyAnswers = {
  '429': '429, slow down',
  '500': '500',
  '500 after': '500 after the work was done',
  refused: 'refused',
  drop: 'connection dropped',
  'drop after': 'answer lost after the work was done',
  hang: 'no answer at all',
  slow: 'slow',
  html: 'a page of HTML',
};
const faultyDeliveries = { duplicate: 'delivered twice', lose: 'lost', delay: 'delayed' };

const options = (labels: Readonly<Record<string, string>>): Html[] =>
  Object.entries(labels).map(([value, label]) => html`<option value="${value}">${label}</option>`);
const placeOptions = faultyPlaces.map((place) => html`<option>${place}</option>`);
const deliveries = {
  'deliver:events_api': 'events_api',
  'deliver:slash_commands': 'slash_commands',
  'deliver:interactive': 'interactive',
};

const faultForm = html`<form class="faults" id="faults" aria-label="Make something go wrong">
<label>On<select name="on"><optgroup label="Calls">${placeOptions}</optgroup><optgroup label="Deliveries">${options(deliveries)}</optgroup></select></label>
<label>Fault<select name="fault"><optgroup label="Of calls">${options(faultyAnswers)}</optgroup><optgroup label="Of deliveries">${options(faultyDeliveries)}</optgroup></select></label>
<label>Times<input name="times" type="number" min="1" max="20" value="1"></label>
<button type="submit" class="button">Inject</button>
<button type="button" class="button" data-disconnect>Disconnect the socket</button>
</form>`;

interface Reading {
  readonly direction: '→ app' | '← app' | 'note';
  /** "chat.postMessage", "slash_commands /papers". */
  readonly title: string;
  /** A few words on what came of it, such as "invalid_blocks". */
  readonly outcome?: string;
  readonly isFailed?: boolean;
}

function readingOf(entry: TrafficEntry): Reading {
  switch (entry.kind) {
    case 'call': {
      const { ok, error } = entry.response;
      const outcome = ok === false ? String(error) : undefined;
      return { direction: '← app', title: entry.method, ...(outcome && { outcome, isFailed: true }) };
    }
    case 'response_url': {
      const isFailed = entry.status >= 400;
      return {
        direction: '← app',
        title: 'response_url',
        ...(isFailed && { outcome: `HTTP ${entry.status}`, isFailed }),
      };
    }
    case 'delivery': {
      const isAgain = entry.retryAttempt > 0;
      return {
        direction: '→ app',
        title: `${entry.type} ${entry.name}`,
        ...(isAgain && { outcome: `retry ${entry.retryAttempt}` }),
      };
    }
    case 'ack':
      return {
        direction: '← app',
        title: `ack ${entry.name}`,
        outcome: entry.outcome,
        isFailed: entry.outcome !== 'acknowledged',
      };
    case 'fault':
      return { direction: 'note', title: `fault on ${entry.on}`, outcome: entry.fault, isFailed: true };
    case 'socket':
      return { direction: 'note', title: `socket ${entry.change}`, outcome: `${entry.connections} open` };
    case 'problem':
      return { direction: 'note', title: entry.text, outcome: 'failed', isFailed: true };
    default:
      return entry satisfies never;
  }
}

/** One entry of the stand-in's journal as a line; the client asks for its body when it is opened. */
export function renderTrafficLine(entry: TrafficEntry): Html {
  const { id, at } = entry;
  const { direction, title, outcome = 'ok', isFailed = false } = readingOf(entry);
  const time = new Date(at).toISOString().slice(11, 23);
  return html`<li id="traffic-${id}" data-entry="${id}"><details><summary data-outcome="${isFailed ? 'failed' : 'ok'}"><time>${time}</time><span class="direction">${direction}</span><span class="title">${title}</span><span class="outcome">${outcome}</span></summary><pre tabindex="0"></pre></details></li>`;
}

/** What the line opens to: the entry as indented JSON, without what the line says. */
export function trafficBody({ id: _id, at: _at, kind: _kind, ...body }: TrafficEntry): string {
  return JSON.stringify(body, null, 2);
}
