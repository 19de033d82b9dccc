// @ts-check
// What a newcomer can try with one click. What was tried goes away in every conversation, and does not come back.

const key = 'suggestions used';

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
const chipsIn = (form) => [...form.querySelectorAll('[data-suggestion]')].filter((chip) => chip instanceof HTMLElement);

/** @returns {string[]} */
const used = () => JSON.parse(localStorage.getItem(key) ?? '[]');

/** @param {HTMLElement} chip */
export function use({ dataset: { suggestion = '' } }) {
  localStorage.setItem(key, JSON.stringify([...used(), suggestion]));
  return suggestion;
}

/** @param {HTMLFormElement} form */
export function hideUsed(form) {
  for (const chip of chipsIn(form)) {
    if (used().includes(chip.dataset['suggestion'] ?? '')) chip.closest('li')?.remove();
  }
  if (chipsIn(form).length === 0) form.querySelector('.suggestions')?.remove();
}

/** @param {HTMLFormElement} form */
export function hideAll(form) {
  chipsIn(form).forEach(use);
  hideUsed(form);
}
