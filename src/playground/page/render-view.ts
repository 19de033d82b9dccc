import { attributes, type Html, html } from './html.ts';
import type { Lookup } from './lookup.ts';
import { renderBlocks } from './render-blocks.ts';
import { plainTextOf } from './text-object.ts';
import { asList, asObject, asString, valueAt, type WireView } from './wire.ts';

/** Who looks at a view, and what the app found wrong with their answers, by block id. */
export interface ViewReader {
  readonly lookup: Lookup;
  readonly errors?: Readonly<Record<string, string>>;
}

/** A modal view as a closed `<dialog>`: the client opens it. Values in `view.state` are filled in again. */
export function renderModal(value: unknown, { lookup, errors = {} }: ViewReader): Html {
  const view: WireView = asObject(value);
  const scope = scopeOf(view);
  const shared = attributes({
    class: 'modal',
    id: scope,
    'aria-labelledby': `${scope}-title`,
    'data-view-id': asString(view.id),
    'data-callback-id': asString(view.callback_id),
  });
  const submit = plainTextOf(view.submit);
  const focusId = firstFieldId(view, scope, errors);
  const surface = { scope, lookup, errors, focusId, values: valueAt(view.state, 'values') };
  // The app judges the answers, so the browser must not (novalidate): its bubbles would hide the app's own errors.
  return html`<dialog${shared}><form method="dialog" novalidate>
<header><h2 id="${scope}-title">${plainTextOf(view.title)}</h2><button type="button" class="icon" data-close-view aria-label="Close">✕</button></header>
<div class="content">${strayErrors(view, errors)}${renderBlocks(view.blocks, surface)}</div>
<footer><button type="button" class="button" data-close-view>${plainTextOf(view.close) || 'Cancel'}</button>${
    submit && html`<button type="submit" class="button primary">${submit}</button>`
  }</footer>
</form></dialog>`;
}

/** An App Home view, or a sentence that the app has not published one. */
export function renderHome(value: unknown, { lookup }: ViewReader): Html {
  const view: WireView = asObject(value);
  const blocks = asList(view.blocks);
  const shared = attributes({ class: 'home', id: 'home', 'data-view-id': asString(view.id) });
  if (blocks.length === 0)
    return html`<div${shared}><p class="empty">The app has not published a Home tab yet.</p></div>`;
  const surface = { scope: scopeOf(view), lookup, values: valueAt(view.state, 'values') };
  return html`<div${shared}>${renderBlocks(blocks, surface)}</div>`;
}

// Slack rejects errors for blocks that are not there. Shown here, because the app's author will look for them.
function strayErrors(view: WireView, errors: Readonly<Record<string, string>>): readonly Html[] {
  const inputs = asList(view.blocks).filter((block) => valueAt(block, 'type') === 'input');
  const known = new Set(inputs.map((block) => valueAt(block, 'block_id')));
  const stray = Object.entries(errors).filter(([blockId]) => !known.has(blockId));
  return stray.map(
    ([blockId, error]) => html`<p class="error" role="alert">${error} (no input block “${blockId}”)</p>`,
  );
}

/** The first field with an error, else the first field: where a person goes on. Its id is given by renderInputBlock. */
function firstFieldId(view: WireView, scope: string, errors: Readonly<Record<string, string>>): string | undefined {
  const blocks = asList(view.blocks);
  const isField = (block: unknown) => valueAt(block, 'type') === 'input';
  const wrong = blocks.findIndex(
    (block) => isField(block) && Object.hasOwn(errors, asString(valueAt(block, 'block_id'))),
  );
  const index = wrong === -1 ? blocks.findIndex(isField) : wrong;
  return index === -1 ? undefined : `${scope}-${index}-0`;
}

/** Begins the ids of everything in a view, and is the id of a modal. */
export function scopeOf(view: WireView): string {
  return `view-${asString(view.id)}`.replace(/[^\w-]/g, '-');
}
