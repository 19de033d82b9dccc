// @ts-check
// What the visitor has in an element that is drawn anew: answers that the app has not seen, open menus, and the focus.

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @param {Element} element @returns {Field[]} */
const fieldsIn = (element) => /** @type {Field[]} */ ([...element.querySelectorAll('input, select, textarea')]);

/** @param {Field} field @returns {field is HTMLInputElement} */
const isCheck = (field) => field.type === 'checkbox' || field.type === 'radio';

/** @param {Field} field */
const nameOf = (field) => (isCheck(field) ? `${field.name} ${field.value}` : field.id);

/** What the server drew. @param {Field} field */
function givenIn(field) {
  if (isCheck(field)) return field.defaultChecked;
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value ?? '';
}

/** What stands there now. @param {Field} field */
const heldIn = (field) => (isCheck(field) ? field.checked : field.value);

/** Keeps what the visitor changed and the server did not, and what they are typing. @param {Field} before @param {Field} after */
function carryField(before, after) {
  const isChanged = heldIn(before) !== givenIn(before) && givenIn(before) === givenIn(after);
  if (!isChanged && before !== document.activeElement) return;
  if (isCheck(before) && isCheck(after)) after.checked = before.checked;
  else after.value = before.value;
}

/** @param {Element} before @param {Element} after */
export function carryAnswers(before, after) {
  const fields = new Map(fieldsIn(after).map((field) => [nameOf(field), field]));
  for (const field of fieldsIn(before)) {
    const same = fields.get(nameOf(field));
    if (same !== undefined) carryField(field, same);
  }
  const folds = [...before.querySelectorAll('details')];
  const newFolds = [...after.querySelectorAll('details')];
  if (folds.length !== newFolds.length) return; // Another message than before: nobody can say which is which.
  newFolds.forEach((fold, index) => {
    fold.open = folds[index]?.open ?? false;
  });
}

/** How to find a control again: exactly, else by what it does, when its block or its state has another id. @type {((element: Element) => string)[]} */
const marks = [
  (element) => JSON.stringify([element.id, { .../** @type {HTMLElement} */ (element).dataset }, element.textContent]),
  (element) => {
    const { actionId } = /** @type {HTMLElement} */ (element).dataset;
    return JSON.stringify([actionId ?? element.ariaLabel ?? element.textContent, element.tagName]);
  },
];

/** @param {Element} surface @param {(element: Element) => string} mark @param {string} wanted */
function alike(surface, mark, wanted) {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  return [...surface.querySelectorAll(focusable)].filter((element) => mark(element) === wanted);
}

/** What is selected in a field of text; some kinds, as numbers, have no selection. @param {Element} field */
function selectionIn(field) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return undefined;
  const { selectionStart: start, selectionEnd: end } = field;
  return start === null || end === null ? undefined : { start, end };
}

/** @typedef {{ element: Element, surfaceId: string, selection: { start: number, end: number } | undefined, ways: { mark: (element: Element) => string, wanted: string, index: number }[] }} Place */

/** Where a control stands, to find it again when it was drawn anew. @param {Element} element @returns {Place} */
export function placeOf(element) {
  const surface = element.parentElement?.closest('[id]') ?? document.body;
  const ways = marks.map((mark) => {
    const wanted = mark(element);
    return { mark, wanted, index: alike(surface, mark, wanted).indexOf(element) };
  });
  return { element, surfaceId: surface.id, selection: selectionIn(element), ways };
}

/** @param {Place} place */
function found({ element, surfaceId, ways }) {
  if (element.isConnected) return element;
  const surface = document.getElementById(surfaceId);
  if (surface === null) return undefined;
  for (const { mark, wanted, index } of ways) {
    const element = alike(surface, mark, wanted)[index];
    if (element !== undefined) return element;
  }
  return surface;
}

/** Gives the focus and the selection back to a control; when it is gone to its message, and when that is gone to `fallback`. @param {Place} place @param {Element} fallback */
export function focusAgain(place, fallback) {
  const element = found(place) ?? fallback;
  if (!(element instanceof HTMLElement)) return;
  if (element.tabIndex < 0) element.tabIndex = -1; // Makes a message focusable by script alone.
  element.focus({ preventScroll: true });
  if (place.selection === undefined || selectionIn(element) === undefined) return;
  /** @type {HTMLInputElement} */ (element).setSelectionRange(place.selection.start, place.selection.end);
}
