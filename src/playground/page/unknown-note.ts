import { type Html, html } from './html.ts';
import { asString } from './wire.ts';

/** Stands where something is that we do not draw, so that nobody takes it for missing. */
export function unknownNote(type: unknown, kind: 'block' | 'element'): Html {
  return html`<span class="unknown">[${asString(type) || 'untyped'} ${kind}]</span>`;
}
