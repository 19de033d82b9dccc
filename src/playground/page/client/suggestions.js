// @ts-check
// What a newcomer can try with one click. What was tried goes away in every conversation, and does not come back.

const key = 'suggestions used';

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
const chipsIn = (form) => [...form.querySelectorAll('[data-suggestion]')].filter((chip) => chip instanceof HTMLElement);

/** @returns {string[]} */
const used = () => JSON.parse(localStorage.getItem(key) ?? '[]');

/** @param {HTMLFormElement} form */
export function hideUsed(form) {
  for (const chip of chipsIn(form)) {
    if (used().includes(chip.dataset['suggestion'] ?? '')) chip.closest('li')?.remove();
  }
  if (chipsIn(form).length === 0) form.querySelector('.suggestions')?.remove();
}

/** @param {HTMLFormElement} form @param {string[]} suggestions */
export function hide(form, suggestions) {
  localStorage.setItem(key, JSON.stringify([...used(), ...suggestions]));
  hideUsed(form);
}

/** @param {HTMLFormElement} form */
export function hideAll(form) {
  hide(
    form,
    chipsIn(form).map((chip) => chip.dataset['suggestion'] ?? ''),
  );
}
