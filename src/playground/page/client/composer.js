// @ts-check
// The message box: sending, and changing what was sent.
import { one, perform, whileBusy } from './acts.js';
import { isConfirmed } from './blocks.js';
import { createCompletions } from './completions.js';
import { createSuggestions } from './suggestions.js';

/** @param {HTMLFormElement} form */
function createComposer(form) {
  const { channelId: channel, threadTs: thread } = form.dataset;
  const box = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
  /** The log above the box. */
  const log = one(thread === undefined ? '#messages' : '#thread-messages');
  const completions = createCompletions(form, box);
  const suggestions = createSuggestions(form);

  /** What is typed and not sent, kept by the tab for each channel and thread. */
  const draftKey = `draft ${channel} ${thread ?? ''}`;
  const draft = () => sessionStorage.getItem(draftKey) ?? '';
  const keepDraft = () => sessionStorage.setItem(draftKey, box.value);

  const isEditing = () => form.dataset['editing'] !== undefined;

  /** @param {string} text */
  function write(text) {
    box.value = text;
    completions.hide();
  }

  /** Puts a message of the visitor's own into the box; what stood there comes back afterwards. @param {HTMLElement} message */
  function startEditing({ dataset }) {
    form.dataset['editing'] = dataset['ts'] ?? '';
    write(dataset['typed'] ?? '');
    box.focus();
  }

  function stopEditing() {
    delete form.dataset['editing'];
    write(draft());
    box.focus();
  }

  /** @param {string} text */
  const say = (text) => perform({ kind: 'send', channel, thread, text });

  async function send() {
    const text = box.value.trim();
    if (text === '') return;
    if (isEditing()) {
      if (await perform({ kind: 'edit', channel, ts: form.dataset['editing'], text })) stopEditing();
      return;
    }
    write('');
    keepDraft();
    const isTaken = await say(text);
    if (isTaken || box.value !== '') return;
    write(text);
    keepDraft();
  }

  function editLast() {
    const last = [...log.querySelectorAll('.message[data-typed]')].at(-1);
    if (last instanceof HTMLElement) startEditing(last);
    return last !== undefined;
  }

  /** @param {KeyboardEvent} event */
  function isHandled({ key, shiftKey, isComposing }) {
    if (completions.isFor(key)) return true;
    if (key === 'ArrowUp' && box.value === '') return editLast();
    if (key === 'Escape' && isEditing()) stopEditing();
    else if (key === 'Enter' && !shiftKey && !isComposing) form.requestSubmit();
    else return false;
    return true;
  }

  write(box.value || draft()); // A quick visitor has typed before this ran.
  keepDraft();
  box.focus(); // The thread's box is the last one.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  form.addEventListener('input', () => {
    if (!isEditing()) keepDraft();
    completions.offer();
  });
  form.addEventListener('focusout', completions.hide);
  form.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const suggestion = button?.dataset['suggestion'];
    if (button && suggestion !== undefined) {
      box.focus();
      void whileBusy(button, async () => {
        if (await say(suggestion)) suggestions.hide([suggestion]);
      });
    } else if (button?.matches('[data-hide-suggestions]')) {
      suggestions.hideAll();
      box.focus();
    } else if (button?.matches('[data-stop-editing]')) stopEditing();
  });
  form.addEventListener('keydown', (event) => {
    if (isHandled(event)) event.preventDefault();
  });
  log.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-edit], [data-delete]') : null;
    const message = button?.closest('.message');
    if (!(button instanceof HTMLElement) || !(message instanceof HTMLElement)) return;
    if (button.matches('[data-edit]')) startEditing(message);
    else if (await isConfirmed(button)) await perform({ kind: 'delete', channel, ts: message.dataset['ts'] });
  });
}

for (const form of document.querySelectorAll('form.composer')) {
  if (form instanceof HTMLFormElement) createComposer(form);
}
