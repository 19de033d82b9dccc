// @ts-check
// The page of the playground. Everything that is shown is drawn by the server; the tab's address holds who looks at what.
import { actingAs, one, perform, post } from './acts.js';
import './blocks.js';
import './composer.js';
import { apply, showConnection } from './drawing.js';

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
  ['[data-job]', (element) => void post(`/jobs/${element.dataset['job']}`)],
  [
    '[data-suggestion]',
    (element) => {
      const box = /** @type {HTMLTextAreaElement} */ (one('#composer-text'));
      box.value = element.dataset['suggestion'] ?? '';
      box.focus();
      box.form?.requestSubmit();
    },
  ],
  [
    '[data-shortcut]',
    (element) => void perform({ kind: 'shortcut', callbackId: element.dataset['shortcut'], ...messageOf(element) }),
  ],
  [
    '[data-reaction]',
    (element) => void perform({ kind: 'react', name: element.dataset['reaction'], ...messageOf(element) }),
  ],
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
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!(target instanceof Node) || !menu.contains(target) || target.closest('ul') !== null)
      menu.removeAttribute('open');
  }
});
one('#acting-as').addEventListener('change', () => go({ as: actingAs(), thread: null }));

const faults = document.querySelector('#faults');
if (faults instanceof HTMLFormElement) {
  faults.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(faults);
    const [fault = '', after = ''] = String(data.get('fault')).split(' ');
    void perform({
      kind: 'fault',
      on: data.get('on'),
      fault,
      isAfter: after === 'after',
      times: Number(data.get('times')),
    });
  });
}

for (const log of document.querySelectorAll('[role=log]')) log.scrollTop = log.scrollHeight;
if (new URL(location.href).pathname === '/home') void perform({ kind: 'open-home' });
const openDialog = document.querySelector('#modal-host dialog');
if (openDialog instanceof HTMLDialogElement) openDialog.showModal();
(document.querySelector('#thread-composer-text') ?? document.querySelector('#composer-text'))?.dispatchEvent(
  new Event('focus'),
);
