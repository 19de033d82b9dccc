// @ts-check
// A log of messages: where the reader is in it, and when it moves.
import { draw, rememberSources } from './drawing.js';

/** How long what comes is taken for the outcome of the visitor's own act: an answer with retries takes a few seconds. */
const outcomeMs = 10_000;

/** How far from its end a reader still is at the end of a log. */
const endPx = 80;

/** @param {HTMLElement} log */
export function createLog(log) {
  const button = log.nextElementSibling;
  let showsUntil = 0;
  /** The first message that came while the reader was further up. @type {Element | undefined} */
  let unseen;

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < endPx;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
  };

  /** Shows a message whole, and one taller than the log from its beginning. @param {Element} message */
  function show(message) {
    if (message.clientHeight <= log.clientHeight) toEnd();
    else log.scrollTop += message.getBoundingClientRect().top - log.getBoundingClientRect().top;
  }

  /** @param {Element | undefined} message */
  function offer(message) {
    unseen = message;
    button?.toggleAttribute('hidden', message === undefined);
  }

  document.addEventListener('acted', () => {
    showsUntil = Date.now() + outcomeMs;
  });
  // From here on the reader decides what is on the screen.
  for (const move of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    log.addEventListener(move, () => {
      showsUntil = 0;
    });
  }
  log.addEventListener('scroll', () => {
    if (isAtEnd()) offer(undefined);
  });
  button?.addEventListener('click', () => {
    const message = unseen;
    offer(undefined);
    log.focus({ preventScroll: true });
    if (message?.isConnected) show(message);
    else toEnd();
  });
  rememberSources(log);
  toEnd();

  /** @param {import('./drawing.js').Part[]} parts */
  return (parts) => {
    const wasAtEnd = isAtEnd();
    const messages = draw(log, parts).filter((element) => element.matches('.message'));
    const newest = messages.at(-1);
    if (newest === undefined) {
      if (wasAtEnd) toEnd();
    } else if (wasAtEnd || Date.now() < showsUntil) show(newest);
    else if (unseen === undefined) offer(messages[0]);
  };
}
