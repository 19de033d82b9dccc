// @ts-check
// What is typed and not sent, kept by the tab for each channel and thread.

/** @param {HTMLFormElement} form */
const keyOf = ({ dataset }) => `draft ${dataset['channelId']} ${dataset['threadTs'] ?? ''}`;

/** @param {HTMLFormElement} form */
export const draftOf = (form) => sessionStorage.getItem(keyOf(form)) ?? '';

/** @param {HTMLFormElement} form @param {string} text */
export function keepDraft(form, text) {
  if (text === '') sessionStorage.removeItem(keyOf(form));
  else sessionStorage.setItem(keyOf(form), text);
}
