import { expect, test } from 'vitest';
import { safeUrl } from '../../../src/playground/page/links.ts';

test.each(['https://a.org', 'HTTP://a.org/?q=a b', 'mailto:bob@a.org'])('%s opens', (url) =>
  expect(safeUrl(url)).toBe(url),
);

test.each([
  'javascript:alert(1)',
  'javascript:alert(1)//https://a.org',
  ' https://a.org',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//a.org',
  '/path',
  'https://',
  'https://[',
  'mailto:',
  '',
])('%j does not', (url) => expect(safeUrl(url)).toBeUndefined());
