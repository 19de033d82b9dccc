// @ts-check
// What the visitor does in blocks: buttons, menus and fields.
import { one, perform, whileBusy } from './acts.js';

/** Where a control stands, as the server names it. @param {Element} control */
function surfaceOf(control) {
  if (control.closest('#modal-host') !== null) return 'modal';
  if (control.closest('.home') !== null) return 'home';
  const message = control.closest('.message');
  if (!(message instanceof HTMLElement)) return undefined;
  return { channel: message.dataset['channelId'] ?? '', ts: message.dataset['ts'] ?? '' };
}

/** What a control holds: several values for checkboxes and multi-selects, null for nothing. @param {HTMLElement} control */
export function heldBy(control) {
  const type = control.dataset['type'] ?? '';
  if (control.classList.contains('checks')) {
    const checked = [...control.querySelectorAll('input:checked')].map(
      (input) => /** @type {HTMLInputElement} */ (input).value,
    );
    return type === 'radio_buttons' ? (checked[0] ?? null) : checked;
  }
  if (
    control instanceof HTMLInputElement ||
    control instanceof HTMLSelectElement ||
    control instanceof HTMLTextAreaElement
  ) {
    return control.value === '' ? null : control.value;
  }
  return control.dataset['value'] ?? null;
}

/** What all fields of a form or of App Home hold, by action_id. @param {Element} root */
export function heldIn(root) {
  const controls = [...root.querySelectorAll('[data-action-id]')].filter((control) => control instanceof HTMLElement);
  const fields = controls.filter((control) => !['button', 'overflow'].includes(control.dataset['type'] ?? ''));
  return Object.fromEntries(fields.map((field) => [field.dataset['actionId'] ?? '', heldBy(field)]));
}

/** Asks what the app wants asked before an action runs. @param {HTMLElement} control @returns {Promise<boolean>} */
export function isConfirmed(control) {
  const { confirmTitle, confirmText, confirmYes, confirmNo, confirmStyle } = control.dataset;
  if (confirmTitle === undefined) return Promise.resolve(true);
  const dialog = /** @type {HTMLDialogElement} */ (one('#confirm'));
  one('#confirm-title').textContent = confirmTitle;
  one('#confirm-text').textContent = confirmText ?? '';
  one('#confirm-yes').textContent = confirmYes ?? 'Yes';
  one('#confirm-no').textContent = confirmNo ?? 'Cancel';
  one('#confirm-yes').className = `button ${confirmStyle ?? 'primary'}`;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  );
}

/** Tells the app what happened to a control, if it wants to know at this moment. @param {EventTarget | null} target @param {string} moment */
async function press(target, moment) {
  const control = target instanceof Element ? target.closest('[data-action-id]') : null;
  if (!(control instanceof HTMLElement) || !(control.dataset['sends'] ?? '').split(' ').includes(moment)) return;
  const surface = surfaceOf(control);
  if (surface === undefined) return;
  const send = async () => {
    if (!(await isConfirmed(control))) return;
    const { actionId = '', blockId = '', type = '' } = control.dataset;
    const view = control.closest('#modal-host, .home');
    const values = moment === 'click' && view !== null ? heldIn(view) : {};
    await perform({ kind: 'press', surface, type, actionId, blockId, value: heldBy(control), values });
  };
  if (moment === 'click') await whileBusy(control, send);
  else await send();
}

document.addEventListener('click', (event) => void press(event.target, 'click'));
document.addEventListener('change', (event) => void press(event.target, 'change'));
document.addEventListener('input', (event) => void press(event.target, 'input'));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void press(event.target, 'enter');
});
