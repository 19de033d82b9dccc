import { type Html, html } from './html.ts';

/** One child of a list on the page. A tab is sent its markup again only when the version differs. */
export interface Part {
  /** The `id` of the element that `draw` gives. */
  readonly id: string;
  readonly version: string;
  readonly draw: () => Html;
}

export function drawn(parts: readonly Part[]): Html {
  return html`${parts.map(({ draw }) => draw())}`;
}
