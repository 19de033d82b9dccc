// @ts-check
// The list above the message box: commands at its beginning, people after an @ anywhere.

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} box */
export function createCompletions(form, box) {
  const offers = [...form.querySelectorAll('[data-completion]')].filter((offer) => offer instanceof HTMLElement);
  const list = form.querySelector('.completions');

  /** The command or name that the caret stands behind. */
  const beginning = () => /^\/\S*$|(?<![^\s(])@[\w-]*$/.exec(box.value.slice(0, box.selectionStart))?.[0].toLowerCase();

  /** @param {HTMLElement[]} fitting @param {HTMLElement} [chosen] */
  function show(fitting, chosen) {
    list?.toggleAttribute('hidden', fitting.length === 0);
    for (const offer of offers) {
      offer.hidden = !fitting.includes(offer);
      offer.ariaSelected = String(offer === chosen);
    }
    box.ariaExpanded = String(fitting.length > 0);
    box.setAttribute('aria-activedescendant', chosen?.id ?? '');
  }

  const hide = () => show([]);

  /** Shows what fits, the first one chosen. */
  function offer(chosen = 0) {
    const begun = beginning();
    const fitting = begun === undefined ? [] : offers.filter(({ dataset }) => dataset['completion']?.startsWith(begun));
    show(fitting, fitting[chosen]);
  }

  /** @param {HTMLElement} chosen */
  function take(chosen) {
    const end = box.selectionStart;
    box.setRangeText(`${chosen.dataset['completion']} `, end - (beginning()?.length ?? 0), end, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.focus();
  }

  /** Arrows choose, Tab and Enter take, Escape hides; Enter sends what is typed out. Gives whether the key was for the list. @param {string} key */
  function isFor(key) {
    const fitting = offers.filter(({ hidden }) => !hidden);
    const index = fitting.findIndex(({ ariaSelected }) => ariaSelected === 'true');
    const chosen = fitting[index];
    if (chosen === undefined || box.ariaExpanded !== 'true') return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      offer((index + (key === 'ArrowDown' ? 1 : -1) + fitting.length) % fitting.length);
    } else if (key === 'Tab' || (key === 'Enter' && beginning() !== chosen.dataset['completion'])) take(chosen);
    else if (key === 'Escape') hide();
    else return false;
    return true;
  }

  list?.addEventListener('mousedown', (event) => {
    event.preventDefault(); // The box keeps the focus.
    const chosen = offers.find((one) => event.target instanceof Node && one.contains(event.target));
    if (chosen !== undefined) take(chosen);
  });
  return { hide, offer, isFor };
}
