// @ts-check
// The modal on the visitor's screen. The server says which it is; the client opens it, fills it in and closes it.
import { one, perform, whileBusy } from './acts.js';
import { heldIn } from './blocks.js';
import { draw, rememberSources } from './drawing.js';
import { focusAgain, placeOf } from './keeping.js';

export function createModals() {
  const host = one('#modal-host');
  /** What had the focus before the first modal. @type {import('./keeping.js').Place | undefined} */
  let opener;

  function open() {
    const dialog = host.querySelector('dialog');
    if (dialog === null || dialog.open) return;
    opener ??= placeOf(document.activeElement ?? document.body);
    dialog.showModal();
    // The focus is on its first field, but a window is read from its beginning.
    dialog.querySelector('.content')?.scrollTo(0, 0);
  }

  host.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {SubmitEvent} */ (event).submitter ?? form;
    void whileBusy(button, () => perform({ kind: 'submit', values: heldIn(form) }));
  });
  // Escape has closed the dialog. Its events do not bubble, so this listens on their way down.
  host.addEventListener('close', () => void perform({ kind: 'close-view' }), true);
  rememberSources(host);
  open();

  /** @param {import('./drawing.js').Part[]} parts */
  return (parts) => {
    const added = draw(host, parts);
    if (added.length > 0) open();
    if (parts.length > 0 || opener === undefined) return;
    // Who typed on before the server saw that the modal is closed keeps the focus, the caret and what is selected.
    if (document.activeElement === document.body) focusAgain(opener, one('#messages'));
    opener = undefined;
  };
}
