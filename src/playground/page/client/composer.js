// @ts-check
// The message box: sending, and the list of commands above it.
import { perform } from './acts.js';

/** @param {HTMLFormElement} form */
async function send(form) {
  const box = form.querySelector('textarea');
  const text = box?.value.trim() ?? '';
  if (box === null || text === '') return;
  const { channelId, threadTs } = form.dataset;
  box.value = '';
  hideCommands(form);
  const isTaken = await perform({ kind: 'send', channel: channelId, thread: threadTs, text });
  if (!isTaken && box.value === '') box.value = text;
}

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
const offersOf = (form) => [...form.querySelectorAll('[data-command]')].filter((offer) => offer instanceof HTMLElement);

/** @param {HTMLFormElement} form */
function hideCommands(form) {
  form.querySelector('.commands')?.setAttribute('hidden', '');
  form.querySelector('textarea')?.removeAttribute('aria-activedescendant');
}

/** Shows the commands that begin with what is typed, the first one chosen. @param {HTMLFormElement} form @param {number} [chosen] */
function offerCommands(form, chosen = 0) {
  const box = form.querySelector('textarea');
  const typed = box?.value ?? '';
  const offers = offersOf(form);
  const fitting = offers.filter((offer) => /^\/\S*$/.test(typed) && (offer.dataset['command'] ?? '').startsWith(typed));
  form.querySelector('.commands')?.toggleAttribute('hidden', fitting.length === 0);
  for (const offer of offers) {
    offer.hidden = !fitting.includes(offer);
    offer.setAttribute('aria-selected', String(offer === fitting[chosen]));
  }
  const active = fitting[chosen];
  if (active === undefined) box?.removeAttribute('aria-activedescendant');
  else box?.setAttribute('aria-activedescendant', active.id);
}

/** A command that is typed out is sent by Enter, not completed. @param {HTMLFormElement} form @param {HTMLElement} offer */
function isTyped(form, offer) {
  return form.querySelector('textarea')?.value === offer.dataset['command'];
}

/** @param {HTMLFormElement} form @param {HTMLElement} offer */
function takeCommand(form, offer) {
  const box = form.querySelector('textarea');
  if (box === null) return;
  box.value = `${offer.dataset['command']} `;
  box.focus();
  hideCommands(form);
}

for (const form of document.querySelectorAll('form.composer')) {
  if (!(form instanceof HTMLFormElement)) continue;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
  form.addEventListener('input', () => offerCommands(form));
  form.addEventListener('mousedown', (event) => {
    const offer = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    if (!(offer instanceof HTMLElement)) return;
    event.preventDefault(); // The box keeps the focus.
    takeCommand(form, offer);
  });
  form.addEventListener('keydown', (event) => {
    const fitting = offersOf(form).filter((offer) => !offer.hidden);
    const isOffering = form.querySelector('.commands:not([hidden])') !== null;
    const chosen = fitting.findIndex((offer) => offer.getAttribute('aria-selected') === 'true');
    const offer = fitting[chosen];
    if (isOffering && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      offerCommands(form, (chosen + (event.key === 'ArrowDown' ? 1 : -1) + fitting.length) % fitting.length);
    } else if (
      isOffering &&
      offer !== undefined &&
      (event.key === 'Tab' || (event.key === 'Enter' && !isTyped(form, offer)))
    ) {
      event.preventDefault();
      takeCommand(form, offer);
    } else if (isOffering && event.key === 'Escape') {
      hideCommands(form);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
