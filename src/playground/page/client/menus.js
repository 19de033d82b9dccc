// @ts-check
// Menus close when one chooses in them, clicks elsewhere, or presses Escape.

/** @param {(menu: HTMLDetailsElement) => boolean} isDone */
function closeMenus(isDone) {
  const menus = [...document.querySelectorAll('details.menu[open]')].filter(
    (menu) => menu instanceof HTMLDetailsElement,
  );
  for (const menu of menus.filter(isDone)) {
    const hasFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hasFocus) menu.querySelector('summary')?.focus();
  }
  return menus.length > 0;
}

document.addEventListener('click', ({ target }) => {
  const isChoice = target instanceof Element && target.closest('ul') !== null;
  closeMenus((menu) => isChoice || !(target instanceof Node) || !menu.contains(target));
});
document.addEventListener('keydown', (event) => {
  // The modal that the menu may stand in stays.
  if (event.key === 'Escape' && closeMenus(() => true)) event.preventDefault();
});
