// @ts-check
// What a newcomer can try with one click. What was tried goes away in every conversation, and does not come back.

const key = 'suggestions used';

/** @returns {string[]} */
const used = () => JSON.parse(localStorage.getItem(key) ?? '[]');

/** @param {HTMLElement} chip */
export function use({ dataset: { suggestion = '' } }) {
  localStorage.setItem(key, JSON.stringify([...used(), suggestion]));
  return suggestion;
}

/** @param {HTMLFormElement} form */
export function hideUsed(form) {
  const gone = used();
  for (const chip of form.querySelectorAll('[data-suggestion]')) {
    if (chip instanceof HTMLElement && gone.includes(chip.dataset['suggestion'] ?? '')) chip.closest('li')?.remove();
  }
}
