// @ts-check
// Puts what the server draws in place, child by child, and leaves alone what did not change.
import { carryAnswers, focusAgain, placeOf } from './keeping.js';

/** A child of a list, by the id of its element; with markup when it is new or changed. @typedef {{ id: string, markup?: string }} Part */

/** The markup each child came from; what the visitor did to it since is not in it. @type {WeakMap<Element, string>} */
const sources = new WeakMap();

/** Remembers what the page came with, to be called before the visitor can change it. @param {Element} host */
export function rememberSources(host) {
  for (const child of host.children) sources.set(child, child.outerHTML);
}

/** @param {string} markup */
function elementFrom(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const element = /** @type {Element} */ (template.content.firstElementChild);
  sources.set(element, element.outerHTML);
  return element;
}

/** @param {Element} held @param {Element} wanted */
function replace(held, wanted) {
  carryAnswers(held, wanted);
  held.replaceWith(wanted);
  if (held instanceof HTMLDialogElement && wanted instanceof HTMLDialogElement && held.open) wanted.showModal();
}

const isWrong = '[aria-invalid="true"]';

/** Makes the children of a list what the server says, and gives those that were not there before. @param {Element} host @param {Part[]} parts */
export function draw(host, parts) {
  const focused = document.activeElement;
  const place = focused !== null && focused !== host && host.contains(focused) ? placeOf(focused) : undefined;
  const wrongBefore = host.querySelectorAll(isWrong).length;

  const ids = new Set(parts.map(({ id }) => id));
  for (const child of [...host.children]) if (!ids.has(child.id)) child.remove();
  /** @type {Element[]} */
  const added = [];
  for (const [index, { id, markup }] of parts.entries()) {
    if (markup === undefined) continue;
    const wanted = elementFrom(markup);
    const held = host.children[index];
    if (held === undefined || held.id !== id) {
      host.insertBefore(wanted, held ?? null);
      added.push(wanted);
    } else if (sources.get(held) !== sources.get(wanted)) replace(held, wanted);
  }

  // A form with a new error puts the focus on the field that is wrong.
  const isNewlyWrong = host.querySelectorAll(isWrong).length > wrongBefore;
  if (place !== undefined && !place.element.isConnected && !isNewlyWrong) focusAgain(place, host);
  return added;
}
