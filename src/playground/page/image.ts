import { type Html, html } from './html.ts';
import { safeUrl } from './links.ts';
import { asString } from './wire.ts';

/** A picture, or its alternative text when the address is not one of the web. */
export function renderImage({ image_url, alt_text }: { image_url?: unknown; alt_text?: unknown }): Html {
  const url = safeUrl(asString(image_url));
  const alt = asString(alt_text);
  if (url === undefined) return html`<span class="unknown">[image: ${alt || 'no address'}]</span>`;
  return html`<img src="${url}" alt="${alt}" loading="lazy" referrerpolicy="no-referrer">`;
}
