// @ts-check
// The panel of traffic: its lines are asked for while it is open, and the body of a line when that is opened.
import { one, perform } from './acts.js';

/** As many lines as the server gives at once. */
const maxLines = 200;

/** @param {string} path */
async function textAt(path) {
  try {
    return await (await fetch(path)).text();
  } catch {
    return ''; // The light beside the workspace's name says that the playground is gone.
  }
}

/** @param {Element} entry */
async function fill(entry) {
  const body = entry.querySelector('pre');
  const id = entry instanceof HTMLElement ? entry.dataset['entry'] : undefined;
  if (body?.textContent === '') body.textContent = await textAt(`/traffic/${id}`);
}

export function createTraffic() {
  const panel = /** @type {HTMLDetailsElement} */ (one('#traffic > details'));
  const list = one('#traffic-list');
  let newest = 0;
  let shown = 0;
  let loading = Promise.resolve();

  async function load() {
    if (!panel.open || newest === shown) return;
    if (newest < shown) list.replaceChildren(); // The playground was started anew.
    const after = newest < shown ? 0 : shown;
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    list.insertAdjacentHTML('beforeend', await textAt(`/traffic?after=${after}`));
    shown = Number(/** @type {HTMLElement | null} */ (list.lastElementChild)?.dataset['entry'] ?? 0);
    const closed = [...list.querySelectorAll('li:not(:has([open]))')];
    for (const old of closed.slice(0, Math.max(0, list.childElementCount - maxLines))) old.remove();
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }

  function loadNext() {
    loading = loading.then(load);
  }

  panel.open = sessionStorage.getItem('traffic') === 'open';
  panel.addEventListener('toggle', () => {
    sessionStorage.setItem('traffic', panel.open ? 'open' : 'closed');
    loadNext();
  });
  // The toggle of an entry does not bubble, so this listens on its way down.
  list.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open && target.parentElement) void fill(target.parentElement);
    },
    true,
  );
  const faults = /** @type {HTMLFormElement} */ (one('#faults'));
  faults.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(faults);
    const [fault = '', after = ''] = String(data.get('fault')).split(' ');
    const times = Number(data.get('times'));
    void perform({ kind: 'fault', on: data.get('on'), fault, isAfter: after === 'after', times });
  });

  /** @param {{ count: number, newest: number }} traffic */
  return (traffic) => {
    one('#traffic-count').textContent = String(traffic.count);
    newest = traffic.newest;
    loadNext();
  };
}
