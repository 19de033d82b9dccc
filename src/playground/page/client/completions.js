// @ts-check
// The list above the message box: commands at its beginning, people after an @ anywhere.

/** @param {HTMLFormElement} form */
export const boxOf = (form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));

/** The command or name that the caret stands behind. @param {HTMLTextAreaElement} box */
const beginningIn = ({ value, selectionStart }) =>
  /^\/\S*$|(?<![^\s(])@[\w-]*$/.exec(value.slice(0, selectionStart))?.[0].toLowerCase();

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
const offersOf = (form) =>
  [...form.querySelectorAll('[data-completion]')].filter((offer) => offer instanceof HTMLElement);

/** @param {HTMLFormElement} form @param {HTMLElement[]} fitting @param {HTMLElement} [chosen] */
function show(form, fitting, chosen) {
  form.querySelector('.completions')?.toggleAttribute('hidden', fitting.length === 0);
  for (const offer of offersOf(form)) {
    offer.hidden = !fitting.includes(offer);
    offer.ariaSelected = String(offer === chosen);
  }
  boxOf(form).ariaExpanded = String(fitting.length > 0);
  boxOf(form).setAttribute('aria-activedescendant', chosen?.id ?? '');
}

/** @param {HTMLFormElement} form */
export const hideCompletions = (form) => show(form, []);

/** Shows what fits, the first one chosen. @param {HTMLFormElement} form @param {number} [chosen] */
export function offerCompletions(form, chosen = 0) {
  const beginning = beginningIn(boxOf(form));
  const fits = (/** @type {HTMLElement} */ offer) => offer.dataset['completion']?.startsWith(beginning ?? '');
  const fitting = beginning === undefined ? [] : offersOf(form).filter(fits);
  show(form, fitting, fitting[chosen]);
}

/** @param {HTMLFormElement} form @param {HTMLElement} offer */
export function takeCompletion(form, offer) {
  const box = boxOf(form);
  const end = box.selectionStart;
  box.setRangeText(`${offer.dataset['completion']} `, end - (beginningIn(box)?.length ?? 0), end, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.focus();
}

/** Arrows choose, Tab and Enter take, Escape hides; Enter sends what is typed out. Gives whether the key was for the list. @param {HTMLFormElement} form @param {string} key */
export function isForCompletions(form, key) {
  const fitting = offersOf(form).filter((offer) => !offer.hidden);
  const chosen = fitting.findIndex((offer) => offer.ariaSelected === 'true');
  const offer = fitting[chosen];
  if (offer === undefined || boxOf(form).ariaExpanded !== 'true') return false;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    offerCompletions(form, (chosen + (key === 'ArrowDown' ? 1 : -1) + fitting.length) % fitting.length);
  } else if (key === 'Tab' || (key === 'Enter' && beginningIn(boxOf(form)) !== offer.dataset['completion'])) {
    takeCompletion(form, offer);
  } else if (key === 'Escape') hideCompletions(form);
  else return false;
  return true;
}
