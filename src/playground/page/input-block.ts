import type { BlockPlace } from './control.ts';
import { type Html, html } from './html.ts';
import { renderElement } from './render-element.ts';
import { plainTextOf } from './text-object.ts';
import { asObject, asString, type WireBlock, type WireElement } from './wire.ts';

/** A labelled field, with its hint and its error tied to it for screen readers. */
export function renderInputBlock(block: WireBlock, place: BlockPlace): Html {
  const element: WireElement = asObject(block.element);
  const [domId, labelId] = [`${place.domId}-0`, `${place.domId}-label`];
  const [hintId, errorId] = [`${place.domId}-hint`, `${place.domId}-error`];
  const hint = plainTextOf(block.hint);
  const errors = place.surface.errors ?? {};
  const error = Object.hasOwn(errors, place.blockId) ? errors[place.blockId] : undefined;
  const field = {
    labelId,
    describedBy: [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined,
    isRequired: block.optional !== true,
    isInvalid: error !== undefined,
    isDispatching: block.dispatch_action === true,
  };
  const label = html`${plainTextOf(block.label)}${block.optional === true && html` <small>(optional)</small>`}`;
  return html`<div class="field">${
    isGroup(element)
      ? html`<span class="label" id="${labelId}">${label}</span>`
      : html`<label class="label" id="${labelId}" for="${domId}">${label}</label>`
  }${renderElement(element, { ...place, domId, field })}${
    error && html`<p class="error" id="${errorId}">${error}</p>`
  }${hint && html`<p class="hint" id="${hintId}">${hint}</p>`}</div>`;
}

// A <label> names one control; a group of them is named by aria-labelledby instead.
function isGroup(element: WireElement): boolean {
  return /^(checkboxes$|radio_buttons$|multi_)/.test(asString(element.type));
}
