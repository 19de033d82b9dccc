// @ts-check
// The message box: sending, and changing what was sent.
import { one, perform, whileBusy } from './acts.js';
import { isConfirmed } from './blocks.js';
import { boxOf, hideCompletions, isForCompletions, offerCompletions, takeCompletion } from './completions.js';
import { draftOf, keepDraft } from './drafts.js';
import { hide, hideAll, hideUsed } from './suggestions.js';

/** @param {HTMLFormElement} form @param {string} text */
function write(form, text) {
  boxOf(form).value = text;
  hideCompletions(form);
}

/** @param {HTMLFormElement} form */
const isEditing = (form) => form.dataset['editing'] !== undefined;

/** Puts a message of the visitor's own into the box; what stood there comes back afterwards. @param {HTMLFormElement} form @param {HTMLElement} message */
function startEditing(form, message) {
  form.dataset['editing'] = message.dataset['ts'] ?? '';
  write(form, message.dataset['typed'] ?? '');
  boxOf(form).focus();
}

/** @param {HTMLFormElement} form */
function stopEditing(form) {
  delete form.dataset['editing'];
  write(form, draftOf(form));
  boxOf(form).focus();
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
  if (isEditing(form)) {
    const { channelId, editing } = form.dataset;
    if (await perform({ kind: 'edit', channel: channelId, ts: editing, text })) stopEditing(form);
    return;
  }
  write(form, '');
  keepDraft(form, '');
  const isTaken = await say(form, text);
  if (isTaken || boxOf(form).value !== '') return;
  write(form, text);
  keepDraft(form, text);
}

/** The log above a box. @param {HTMLFormElement} form */
const logOf = (form) => one(form.id === 'composer' ? '#messages' : '#thread-messages');

/** @param {HTMLFormElement} form */
function editLast(form) {
  const last = [...logOf(form).querySelectorAll('.message[data-typed]')].at(-1);
  if (last instanceof HTMLElement) startEditing(form, last);
  return last !== undefined;
}

/** @param {HTMLFormElement} form @param {KeyboardEvent} event */
function isHandled(form, event) {
  if (isForCompletions(form, event.key)) return true;
  if (event.key === 'ArrowUp' && boxOf(form).value === '') return editLast(form);
  if (event.key === 'Escape' && isEditing(form)) {
    stopEditing(form);
    return true;
  }
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return false;
  form.requestSubmit();
  return true;
}

/** @type {HTMLFormElement[]} */
const forms = [...document.querySelectorAll('form.composer')].filter((form) => form instanceof HTMLFormElement);

for (const form of forms) {
  write(form, boxOf(form).value || draftOf(form)); // A quick visitor has typed before this ran.
  keepDraft(form, boxOf(form).value);
  hideUsed(form);
  boxOf(form).focus(); // The thread's box is the last one.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
  form.addEventListener('input', () => {
    if (!isEditing(form)) keepDraft(form, boxOf(form).value);
    offerCompletions(form);
  });
  form.addEventListener('focusout', () => hideCompletions(form));
  form.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const suggestion = button?.dataset['suggestion'];
    if (button && suggestion !== undefined) {
      boxOf(form).focus();
      void whileBusy(button, async () => {
        if (await say(form, suggestion)) hide(form, [suggestion]);
      });
    } else if (button?.matches('[data-hide-suggestions]')) {
      hideAll(form);
      boxOf(form).focus();
    } else if (button?.matches('[data-stop-editing]')) stopEditing(form);
  });
  form.addEventListener('mousedown', (event) => {
    const offer = event.target instanceof Element ? event.target.closest('[data-completion]') : null;
    if (!(offer instanceof HTMLElement)) return;
    event.preventDefault(); // The box keeps the focus.
    takeCompletion(form, offer);
  });
  form.addEventListener('keydown', (event) => {
    if (isHandled(form, event)) event.preventDefault();
  });
}

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-edit], [data-delete]') : null;
  const message = button?.closest('.message');
  if (!(button instanceof HTMLElement) || !(message instanceof HTMLElement)) return;
  const form = forms.find((candidate) => logOf(candidate).contains(message));
  const { channelId: channel, ts } = message.dataset;
  if (button.matches('[data-delete]')) {
    if (await isConfirmed(button)) await perform({ kind: 'delete', channel, ts });
  } else if (form !== undefined) startEditing(form, message);
});
