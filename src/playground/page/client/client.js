// @ts-check
// The page of the playground. Everything that is shown is drawn by the server; the tab's address holds who looks at what.
import { actingAs, one, perform, post } from './acts.js';
import './blocks.js';
import './composer.js';
import { draw, rememberSources } from './drawing.js';
import { createLog } from './logs.js';
import './menus.js';
import { createModals } from './modals.js';
import { createTraffic } from './traffic.js';

/** @typedef {import('./drawing.js').Part[]} Parts */
/** @typedef {{ connection?: string, traffic?: { count: number, newest: number }, jobs?: Parts, destinations?: Parts, messages?: Parts, thread?: Parts, modal?: Parts }} PageUpdate */

/** @param {HTMLElement} host */
function createList(host) {
  rememberSources(host);
  return {
    /** @param {Parts} parts */
    draw(parts) {
      draw(host, parts);
    },
  };
}

/** A Home tab is no log: it is read from the top. @param {Element | null} host */
function createMessages(host) {
  if (!(host instanceof HTMLElement)) return undefined;
  return host.role === 'log' ? createLog(host) : createList(host);
}

const lists = {
  jobs: createList(one('#jobs')),
  destinations: createList(one('#destinations')),
  messages: createMessages(one('#messages')),
  thread: createMessages(document.querySelector('#thread-messages')),
  modal: createModals(),
};
const traffic = createTraffic();

/** @param {string} state */
function showConnection(state) {
  const words = { connected: 'App connected', connecting: 'App starting…', offline: 'App offline' };
  const light = one('#connection');
  light.dataset['state'] = state;
  light.textContent = words[/** @type {keyof typeof words} */ (state)] ?? state;
}

/** @param {PageUpdate} update */
function apply(update) {
  if (update.connection !== undefined) showConnection(update.connection);
  if (update.traffic !== undefined) traffic.tell(update.traffic);
  for (const name of /** @type {const} */ (['jobs', 'destinations', 'messages', 'thread', 'modal'])) {
    const parts = update[name];
    if (parts !== undefined) lists[name]?.draw(parts);
  }
}

const stream = new EventSource(`/stream?page=${encodeURIComponent(location.pathname + location.search)}`);
stream.addEventListener('message', (event) => apply(JSON.parse(event.data)));
stream.addEventListener('error', () => showConnection('offline'));

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
