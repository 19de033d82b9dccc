// @ts-check
// The page of the playground. Everything that is shown is drawn by the server; the tab's address holds who looks at what.
/** @import { DrawnPart as Part, PageUpdate } from '../live-updates.ts' */
import { actingAs, one, perform, post } from './acts.js';
import './blocks.js';
import './composer.js';
import { draw, rememberSources } from './drawing.js';
import { createLog } from './logs.js';
import './menus.js';
import { createModals } from './modals.js';
import { createTraffic } from './traffic.js';

/** @param {string} selector @returns {(parts: Part[]) => void} */
function createList(selector) {
  const host = document.querySelector(selector);
  if (!(host instanceof HTMLElement)) return () => undefined;
  if (host.role === 'log') return createLog(host); // A Home tab is none: it is read from the top.
  rememberSources(host);
  return (parts) => void draw(host, parts);
}

const lists = {
  connection: createList('#light'),
  jobs: createList('#jobs'),
  destinations: createList('#destinations'),
  messages: createList('#messages'),
  thread: createList('#thread-messages'),
  modal: createModals(),
};
const tellTraffic = createTraffic();

const stream = new EventSource(`/stream?page=${encodeURIComponent(location.pathname + location.search)}`);
stream.addEventListener('message', ({ data }) => {
  /** @type {PageUpdate} */
  const { traffic, ...parts } = JSON.parse(data);
  if (traffic !== undefined) tellTraffic(traffic);
  for (const [name, drawList] of Object.entries(lists)) {
    const news = parts[/** @type {keyof typeof lists} */ (name)];
    if (news !== undefined) drawList(news);
  }
});
// As the server draws it, which it cannot now.
const offline = '<p class="connection" id="connection" data-state="offline" role="status">App offline</p>';
stream.addEventListener('error', () => lists.connection([{ id: 'connection', markup: offline }]));

/** @param {Record<string, string | null>} changes */
function go(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  location.href = url.href;
}

/** @type {[selector: string, act: (element: HTMLElement) => void][]} */
const clicks = [
  ['[data-close-view]', () => void perform({ kind: 'close-view' })],
  ['[data-open-thread]', (element) => go({ thread: element.dataset['openThread'] ?? null })],
  ['[data-close-thread]', () => go({ thread: null })],
  ['[data-job]', (element) => element.ariaDisabled !== 'true' && void post(`/jobs/${element.dataset['job']}`)],
  [
    '[data-shortcut]',
    (element) => void perform({ kind: 'shortcut', callbackId: element.dataset['shortcut'], ...messageOf(element) }),
  ],
  [
    '[data-reaction]',
    (element) => void perform({ kind: 'react', name: element.dataset['reaction'], ...messageOf(element) }),
  ],
  ['[data-say]', ({ dataset }) => void perform({ kind: 'send', channel: dataset['channelId'], text: dataset['say'] })],
  ['[data-disconnect]', () => void perform({ kind: 'disconnect' })],
];

/** @param {Element} element */
function messageOf(element) {
  const message = element.closest('.message');
  const { channelId = '', ts = '' } = message instanceof HTMLElement ? message.dataset : {};
  return { channel: channelId, ts };
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  for (const [selector, act] of clicks) {
    const element = target?.closest(selector);
    if (element instanceof HTMLElement) act(element);
  }
});
document.addEventListener('keydown', (event) => {
  const isInTheWay = event.defaultPrevented || document.querySelector('dialog[open], :popover-open') !== null;
  if (event.key === 'Escape' && !isInTheWay && document.querySelector('[data-close-thread]')) go({ thread: null });
});
one('#acting-as').addEventListener('change', () => go({ as: actingAs(), thread: null }));
const tab = one('main').dataset['tab'];
if (tab !== undefined) void perform({ kind: 'open-home', tab });
