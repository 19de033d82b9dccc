import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** How long a test may wait for something on the page; only a failing test does. */
export const browserTimeoutMs = 15_000;

/** Where Debian, Ubuntu and Fedora put the system's Chromium. */
const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or undefined. */
export const chromiumPath = usualPlaces.find(existsSync);

/** Says loudly that the tests in a real browser do not run, and whether that is an error: in CI it is. */
export function isBrowserMissing(): boolean {
  if (chromiumPath !== undefined) return false;
  if (process.env['CI'] === 'true') throw new Error('CI must have Chromium; .ci/run installs it.');
  process.stderr.write(
    '\n*** NO CHROMIUM FOUND: the tests in a real browser are SKIPPED. Install it, e.g. apt-get install chromium. ***\n\n',
  );
  return true;
}

/** Headless, and quiet: without these flags Chromium looks up its maker's hosts at every start. */
export function openBrowser(): Promise<Browser> {
  const quiet = [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Only root, as in containers, has to run without the sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: chromiumPath ?? '', args: [...quiet, ...asRoot, '--disable-gpu'] });
}
