// @ts-check
// The message box: sending, and the list of commands above it.
import { perform, whileBusy } from './acts.js';
import { draftOf, keepDraft } from './drafts.js';

/** @param {HTMLFormElement} form */
const boxOf = (form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));

/** @param {HTMLFormElement} form @param {string} text */
function write(form, text) {
  boxOf(form).value = text;
  keepDraft(form, text);
  hideCommands(form);
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const { channelId, threadTs } = form.dataset;
  return perform({ kind: 'send', channel: channelId, thread: threadTs, text });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const text = boxOf(form).value.trim();
  if (text === '') return;
  write(form, '');
  const isTaken = await say(form, text);
  if (!isTaken && boxOf(form).value === '') write(form, text);
}

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
const offersOf = (form) => [...form.querySelectorAll('[data-command]')].filter((offer) => offer instanceof HTMLElement);

/** @param {HTMLFormElement} form @param {HTMLElement[]} fitting @param {HTMLElement} [chosen] */
function showCommands(form, fitting, chosen) {
  const list = form.querySelector('.commands');
  if (list === null) return;
  list.toggleAttribute('hidden', fitting.length === 0);
  for (const offer of offersOf(form)) {
    offer.hidden = !fitting.includes(offer);
    offer.ariaSelected = String(offer === chosen);
  }
  boxOf(form).ariaExpanded = String(fitting.length > 0);
  boxOf(form).setAttribute('aria-activedescendant', chosen?.id ?? '');
}

/** @param {HTMLFormElement} form */
const hideCommands = (form) => showCommands(form, []);

/** Shows the commands that begin with what is typed, the first one chosen. @param {HTMLFormElement} form @param {number} [chosen] */
function offerCommands(form, chosen = 0) {
  const typed = boxOf(form).value;
  const isCommand = /^\/\S*$/.test(typed);
  const fitting = offersOf(form).filter((offer) => isCommand && offer.dataset['command']?.startsWith(typed));
  showCommands(form, fitting, fitting[chosen]);
}

/** Tab or Enter completes a command; one that is typed out is sent by Enter. @param {HTMLFormElement} form @param {KeyboardEvent} event @param {HTMLElement} offer */
function isTaking(form, { key }, offer) {
  return key === 'Tab' || (key === 'Enter' && boxOf(form).value !== offer.dataset['command']);
}

/** @param {HTMLFormElement} form @param {HTMLElement} offer */
function takeCommand(form, offer) {
  write(form, `${offer.dataset['command']} `);
  boxOf(form).focus();
}

for (const form of document.querySelectorAll('form.composer')) {
  if (!(form instanceof HTMLFormElement)) continue;
  write(form, boxOf(form).value || draftOf(form)); // A quick visitor has typed before this ran.
  boxOf(form).focus(); // The thread's box is the last one.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
  form.addEventListener('input', () => {
    keepDraft(form, boxOf(form).value);
    offerCommands(form);
  });
  form.addEventListener('focusout', () => hideCommands(form));
  form.addEventListener('click', ({ target }) => {
    const chip = target instanceof Element ? target.closest('[data-suggestion]') : null;
    if (!(chip instanceof HTMLElement)) return;
    boxOf(form).focus();
    void whileBusy(chip, () => say(form, chip.dataset['suggestion'] ?? ''));
  });
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
    } else if (isOffering && offer !== undefined && isTaking(form, event, offer)) {
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
