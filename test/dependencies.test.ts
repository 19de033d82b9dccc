import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runtimePackages } from './licences.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

/** They ask for no more than to be named. */
const allowed = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '(MIT OR CC0-1.0)',
];

test('whatever runs in production may be used and passed on by anybody', () => {
  expect(runtimePackages().length).toBeGreaterThan(20);
  expect(runtimePackages().filter(({ licence }) => !allowed.includes(licence))).toEqual([]);
});

test('nothing that runs in production is in beta', () => {
  expect(runtimePackages().filter(({ version }) => version.includes('-'))).toEqual([]);
});

test('each direct dependency is one exact version', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });

  expect(wanted.filter(([, version]) => !/^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|file:.+)$/.test(version))).toEqual([]);
});

test('no package runs a program of its own when it is installed', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
});
