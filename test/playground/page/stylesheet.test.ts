import { describe, expect, test } from 'vitest';
import { readStylesheet } from '../../../src/playground/page/stylesheet.ts';

const css = readStylesheet();

/** The two values of a colour: light first, dark second. */
function themes(name: string): readonly string[] {
  return new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1) ?? [];
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/gi) ?? []).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const pairs = [
  ...['page', 'side', 'raised', 'hover', 'tint', 'code', 'line'].map((ground) => ['text', ground]),
  ...['page', 'side', 'raised', 'hover', 'tint', 'code'].map((ground) => ['muted', ground]),
  ...['page', 'hover', 'tint', 'raised'].map((ground) => ['accent', ground]),
  ...['page', 'hover'].flatMap((ground) => [
    ['danger', ground],
    ['success', ground],
    ['warning', ground],
  ]),
  ['on-solid', 'solid'],
  ['on-solid', 'danger-solid'],
  ['on-note', 'note'],
  ['page', 'accent'],
];

// WCAG AA asks 4.5 to 1 of text: https://www.w3.org/TR/WCAG22/#contrast-minimum
test.each(pairs)('%s can be read on %s, light and dark', (text = '', ground = '') => {
  const [light = '', dark = ''] = themes(text);
  const [lightGround = '', darkGround = ''] = themes(ground);

  expect(contrast(light, lightGround)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, darkGround)).toBeGreaterThanOrEqual(4.5);
});

test('the edges of inputs and buttons can be seen', () => {
  const [light = '', dark = ''] = themes('edge');
  const [lightPage = '', darkPage = ''] = themes('page');

  expect(contrast(light, lightPage)).toBeGreaterThanOrEqual(3); // WCAG 1.4.11
  expect(contrast(dark, darkPage)).toBeGreaterThanOrEqual(3);
});

describe('avatars', () => {
  test.each([0, 1, 2, 3])('tone %i carries white initials', (tone) => {
    const colour = new RegExp(`\\.tone-${tone} \\{\\s*background: (#\\w+)`).exec(css)?.[1] ?? '';

    expect(contrast('#ffffff', colour)).toBeGreaterThanOrEqual(4.5);
  });
});

test('nothing is fetched from elsewhere, and motion is asked for', () => {
  expect(css).not.toMatch(/url\(|@import/);
  expect(css.indexOf('animation:')).toBeGreaterThan(css.indexOf('prefers-reduced-motion: no-preference'));
});
