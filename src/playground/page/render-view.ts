import type { OpenView } from '../stand-in/views.ts';
import type { View } from '../stand-in/wire.ts';
import { attributes, type Html, html } from './html.ts';
import type { Lookup } from './lookup.ts';
import { renderBlocks } from './render-blocks.ts';
import { plainTextOf } from './text-object.ts';

/** A modal view as a closed `<dialog>`: the client opens it. */
export function renderModal({ view, errors }: OpenView, lookup: Lookup): Html {
  const scope = scopeOf(view);
  const submit = plainTextOf(view.submit);
  const surface = { scope, lookup, errors, focusId: firstFieldId(view, errors), values: view.state.values };
  // The app judges the answers, so the browser must not (novalidate): its bubbles would hide the app's own errors.
  return html`<dialog${attributes({ class: 'modal', id: scope, 'aria-labelledby': `${scope}-title` })}><form method="dialog" novalidate>
<header><h2 id="${scope}-title">${plainTextOf(view.title)}</h2><button type="button" class="icon" data-close-view aria-label="Close">✕</button></header>
<div class="content">${renderBlocks(view.blocks, surface)}</div>
<footer><button type="button" class="button" data-close-view>${plainTextOf(view.close) || 'Cancel'}</button>${
    submit && html`<button type="submit" class="button primary">${submit}</button>`
  }</footer>
</form></dialog>`;
}

/** An App Home view, or a sentence that the app has not published one. */
export function renderHome(view: View | undefined, lookup: Lookup): Html {
  const content = view
    ? renderBlocks(view.blocks, { scope: scopeOf(view), lookup, values: view.state.values })
    : html`<p class="empty">The app has not published a Home tab yet.</p>`;
  return html`<div class="home" id="home">${content}</div>`;
}

/** The first field with an error, else the first field: where a person goes on. Its id is given by renderInputBlock. */
function firstFieldId(view: View, errors: OpenView['errors']): string | undefined {
  const fields = view.blocks.flatMap(({ type, block_id: id = '' }, index) => (type === 'input' ? [{ id, index }] : []));
  const first = fields.find(({ id }) => Object.hasOwn(errors, id)) ?? fields[0];
  return first && `${scopeOf(view)}-${first.index}-0`;
}

/** Begins the ids of everything in a view, and is the id of a modal. */
export function scopeOf({ id }: View): string {
  return `view-${id}`;
}
