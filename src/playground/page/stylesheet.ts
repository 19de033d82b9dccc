import { readFileSync } from 'node:fs';

// In the order of the cascade: what comes later may refine what comes before.
const files = [
  'theme',
  'page',
  'sidebar',
  'conversation',
  'message',
  'blocks',
  'cards',
  'controls',
  'composer',
  'views',
  'traffic',
  'narrow',
] as const;

/** The page's whole CSS, to be served as one file. It is read anew at every call, so a reload shows an edit. */
export function readStylesheet(): string {
  return files.map((name) => readFileSync(new URL(`./styles/${name}.css`, import.meta.url), 'utf8')).join('\n');
}
