// @ts-check
// What the page asks of the server, and how failures are told.

/** @param {string} selector @returns {HTMLElement} */
export function one(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}.`);
  return found;
}

export const actingAs = () => /** @type {HTMLSelectElement} */ (one('#acting-as')).value;

/** @param {string} sentence */
function toast(sentence) {
  one('#toast').textContent = sentence;
}

/**
 * Posts something and tells the visitor what a person in Slack would be told when it fails. Gives whether it worked. The
 * event `acted` lets the logs show what comes of it.
 *
 * @param {string} path @param {unknown} [body]
 */
export async function post(path, body) {
  document.dispatchEvent(new Event('acted'));
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    const outcome = await response.json();
    toast(outcome.acknowledged ? '' : outcome.shown);
    return Boolean(outcome.acknowledged);
  } catch {
    toast('The playground does not answer. Is it still running?');
    return false;
  }
}

/** @param {Record<string, unknown>} act */
export const perform = (act) => post(`/act?as=${encodeURIComponent(actingAs())}`, act);

/** Does the work of a button, and ignores it until that is done: `disabled` would take the focus from it. @param {Element} button @param {() => Promise<unknown>} work */
export async function whileBusy(button, work) {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  await work();
  button.ariaDisabled = null;
}
