// @ts-check
// Menus close when one chooses in them, clicks elsewhere, or presses Escape.

/** @param {HTMLDetailsElement} menu */
function close(menu) {
  const hasFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hasFocus) menu.querySelector('summary')?.focus();
}

/** @returns {HTMLDetailsElement[]} */
const openMenus = () =>
  [...document.querySelectorAll('details.menu[open]')].filter((menu) => menu instanceof HTMLDetailsElement);

document.addEventListener('click', ({ target }) => {
  for (const menu of openMenus()) {
    const isChoice = target instanceof Element && target.closest('ul') !== null;
    if (!(target instanceof Node) || !menu.contains(target) || isChoice) close(menu);
  }
});
document.addEventListener('keydown', (event) => {
  const menus = openMenus();
  if (event.key !== 'Escape' || menus.length === 0) return;
  event.preventDefault(); // The modal that the menu may stand in stays.
  for (const menu of menus) close(menu);
});
