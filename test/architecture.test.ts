import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).split(sep).join('/'));
}

interface Import {
  readonly file: string;
  readonly from: string;
}

const importStatement =
  /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** What a file imports: ours as paths from the root, packages by name. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importStatement)].map((match) => {
    const target = match[1] ?? match[2] ?? '';
    const from = target.startsWith('.')
      ? relative(root, join(root, dirname(file), target))
          .split(sep)
          .join('/')
      : target;
    return { file, from };
  });
}

const imports = sourcesIn('src').flatMap(importsOf);
const testImports = sourcesIn('test').flatMap(importsOf);

/** "src/slack/messages/notice.ts" is in the part "slack"; files beside main.ts are a part of their own. */
function partOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first;
}

/** Which parts each may import, itself apart. The core on top; adapters may import the core and never each other. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  papers: [],
  search: ['papers'],
  sources: ['papers', 'store'],
  store: ['papers'],
  library: ['papers', 'search', 'sources', 'store'],
  summaries: ['papers', 'sources', 'store'],
  digests: ['papers', 'search', 'sources', 'store', 'summaries'],
  reading: ['papers', 'search', 'store'],
  status: ['papers', 'search', 'store', 'digests', 'sources', 'library', 'summaries', 'config.ts'],
  'compose.ts': ['papers', 'search', 'sources', 'store', 'digests', 'reading', 'status', 'library', 'summaries'],
  'config.ts': [],
  slack: ['papers', 'search', 'sources', 'store', 'digests', 'reading', 'status', 'library', 'summaries', 'compose.ts'],
  cli: ['papers', 'search', 'sources', 'store', 'digests', 'status', 'library', 'compose.ts', 'config.ts'],
  playground: [],
  'main.ts': [
    'papers',
    'search',
    'sources',
    'store',
    'digests',
    'reading',
    'status',
    'library',
    'summaries',
    'compose.ts',
    'config.ts',
    'slack',
    'playground',
  ],
};

test('every part of src is under the import rules', () => {
  expect([...new Set(sourcesIn('src').map(partOf))].filter((part) => mayImport[part] === undefined)).toEqual([]);
});

test.each(Object.entries(mayImport))('%s imports no part but %j', (part, allowed) => {
  const ours = imports.filter(({ file, from }) => partOf(file) === part && from.startsWith('src/'));

  const forbidden = ours.filter(({ from }) => partOf(from) !== part && !allowed.includes(partOf(from)));

  expect(forbidden).toEqual([]);
});

test('the stand-in for Slack knows nothing of the rest, not even of the playground round it', () => {
  const outside = imports.filter(
    ({ file, from }) =>
      file.startsWith('src/playground/stand-in/') &&
      from.startsWith('src/') &&
      !from.startsWith('src/playground/stand-in/'),
  );

  expect(outside).toEqual([]);
});

test('the stand-in for the sources knows only their wire', () => {
  const folder = 'src/playground/source-stand-in/';
  const outside = imports.filter(
    ({ file, from }) => file.startsWith(folder) && from.startsWith('src/') && !from.startsWith(folder),
  );

  expect(outside).toEqual([]);
});

test('only src/slack imports Slack’s packages', () => {
  const others = imports.filter(({ file, from }) => from.startsWith('@slack/') && !file.startsWith('src/slack/'));

  expect(others).toEqual([]);
});

test('only main.ts and the command line read the process’s environment, and config.ts says what it means', () => {
  const readers = sourcesIn('src').filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));

  expect(readers).toEqual(['src/main.ts']);
});

test('two files call fetch, one for Slack and one for all sources', () => {
  const callers = sourcesIn('src').filter((file) =>
    /(?<![\w.])fetch\(/.test(readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\*|\/\/).*$/gm, '')),
  );

  expect(callers.toSorted()).toEqual(['src/slack/connection/timed-fetch.ts', 'src/sources/http-get.ts']);
});

test('only one file imports nock', () => {
  const importers = testImports.filter(({ from }) => from === 'nock').map(({ file }) => file);

  expect(importers).toEqual(['test/support/http-mock.ts']);
});

test('the search engines that we compare with stay in the folder that compares them', () => {
  const engines = ['@orama/orama'];
  const others = testImports.filter(
    ({ file, from }) =>
      engines.some((engine) => from === engine || from.startsWith(`${engine}/`)) &&
      !file.startsWith('test/bench/engines/'),
  );

  expect(others).toEqual([]);
});

/** The files of one circle of imports, or undefined. Types alone count too: a reader follows them as well. */
function circleIn(list: readonly Import[]): string[] | undefined {
  const next = Map.groupBy(list, ({ file }) => file);
  const done = new Set<string>();
  const path: string[] = [];
  function walk(file: string): string[] | undefined {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const { from } of next.get(file) ?? []) {
      const circle = walk(from);
      if (circle !== undefined) return circle;
    }
    path.pop();
    done.add(file);
    return undefined;
  }
  for (const file of next.keys()) {
    const circle = walk(file);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test('no files import each other round a circle', () => {
  expect(circleIn(imports)).toBeUndefined();
});

test('no file of src is a giant', () => {
  const longest = sourcesIn('src').map((file) => ({
    file,
    lines: readFileSync(join(root, file), 'utf8').split('\n').length,
  }));

  expect(longest.filter(({ lines }) => lines > 300)).toEqual([]);
});

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

test('every import of a package is declared in package.json; for declarations of types a package for development will do', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const undeclared = (list: readonly Import[], ...declared: readonly object[]) =>
    list.filter(
      ({ from }) =>
        !from.startsWith('node:') &&
        !/^(?:src|test)\//.test(from) &&
        !declared.some((packages) => Object.hasOwn(packages, packageOf(from))),
    );
  const areTypes = ({ file }: Import): boolean => file.endsWith('.d.ts');

  expect(undeclared(imports.filter(areTypes), dependencies, devDependencies)).toEqual([]);
  expect(
    undeclared(
      imports.filter((one) => !areTypes(one)),
      dependencies,
      optionalDependencies,
    ),
  ).toEqual([]);
  expect(undeclared(testImports, dependencies, devDependencies)).toEqual([]);
});

test('the runtime of the encoder is optional: one file imports it, when it runs', () => {
  const runtime = 'onnxruntime-node';
  const file = 'src/search/meaning/runtime.ts';

  expect([...imports, ...testImports].filter(({ from }) => packageOf(from) === runtime)).toEqual([
    { file, from: runtime },
  ]);
  expect(readFileSync(join(root, file), 'utf8')).toMatch(/await import\(.onnxruntime-node.\)/);
});
