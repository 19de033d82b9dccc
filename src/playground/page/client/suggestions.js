// @ts-check
// What a newcomer can try with one click. What was tried goes away in every conversation, and does not come back.

const key = 'suggestions used';

/** @param {HTMLFormElement} form */
export function createSuggestions(form) {
  const chips = [...form.querySelectorAll('[data-suggestion]')].filter((chip) => chip instanceof HTMLElement);
  const texts = chips.map(({ dataset }) => dataset['suggestion'] ?? '');

  /** Hides what was used before, and these. @param {string[]} more */
  function hide(more) {
    const used = [...JSON.parse(localStorage.getItem(key) ?? '[]'), ...more];
    if (more.length > 0) localStorage.setItem(key, JSON.stringify(used));
    for (const [index, chip] of chips.entries()) if (used.includes(texts[index])) chip.closest('li')?.remove();
    if (texts.every((text) => used.includes(text))) form.querySelector('.suggestions')?.remove();
  }

  hide([]);
  return { hide, hideAll: () => hide(texts) };
}
