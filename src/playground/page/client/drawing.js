// @ts-check
// Puts what the server draws in place.
import { one } from './acts.js';

/** @typedef {{ connection?: string, messages?: string, thread?: string, modal?: string, traffic?: string[] }} PageUpdate */

/** The markup each drawn element came from: an element is replaced only when the server draws it differently. @type {WeakMap<Element, string>} */
const sources = new WeakMap();

/** Puts drawn children in place, keeping those that did not change, with their focus and open menus. @param {Element} host @param {string} markup */
function draw(host, markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const wanted = [...template.content.children];
  const current = [...host.children];
  wanted.forEach((element, index) => {
    const source = element.outerHTML;
    const before = current[index];
    if (before !== undefined && (sources.get(before) ?? before.outerHTML) === source) return;
    sources.set(element, source);
    if (before === undefined) host.append(element);
    else before.replaceWith(element);
  });
  for (const left of current.slice(wanted.length)) left.remove();
}

/** Draws messages and, if the reader was at the end, shows what is new: a message taller than the pane from its beginning. @param {Element} log @param {string} markup */
function drawLog(log, markup) {
  // A Home tab is no log: it is read from the top.
  const isAtEnd = log.getAttribute('role') === 'log' && log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const count = log.childElementCount;
  draw(log, markup);
  const newest = log.lastElementChild;
  if (!isAtEnd || newest === null) return;
  const isTallAndNew = log.childElementCount > count && newest.clientHeight > log.clientHeight;
  if (isTallAndNew) newest.scrollIntoView({ block: 'start' });
  else log.scrollTop = log.scrollHeight;
}

/** @param {string} markup */
function drawModal(markup) {
  const host = one('#modal-host');
  draw(host, markup);
  const dialog = host.querySelector('dialog');
  if (dialog !== null && !dialog.open) dialog.showModal();
}

/** @param {string[]} lines */
function addTraffic(lines) {
  const list = one('#traffic-list');
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  for (const line of lines) {
    const template = document.createElement('template');
    template.innerHTML = line;
    const entry = template.content.firstElementChild;
    // The page was drawn before its stream opened, so the first lines can come twice.
    if (entry !== null && document.getElementById(entry.id) === null) list.append(entry);
  }
  one('#traffic-count').textContent = String(list.childElementCount);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
}

/** @type {Record<string, string>} */
const connectionWords = { connected: 'App connected', connecting: 'App connecting…', offline: 'App offline' };

/** @param {string} state */
export function showConnection(state) {
  const light = one('#connection');
  light.dataset['state'] = state;
  light.textContent = connectionWords[state] ?? state;
}

/** @param {PageUpdate} update */
export function apply(update) {
  if (update.connection !== undefined) showConnection(update.connection);
  if (update.messages !== undefined) drawLog(one('#messages'), update.messages);
  const thread = document.querySelector('#thread .messages');
  if (update.thread !== undefined && thread !== null) drawLog(thread, update.thread);
  if (update.modal !== undefined) drawModal(update.modal);
  if (update.traffic !== undefined) addTraffic(update.traffic);
}
