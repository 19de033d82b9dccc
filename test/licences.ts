import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

// npm run licences: every package that runs in production, with its version and licence, as the lock file has them;
// npm run licences -- --age: the day of its release before them, oldest first, as the registry says.

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

export interface RuntimePackage {
  readonly name: string;
  readonly version: string;
  /** SPDX: https://spdx.org/licenses/ */
  readonly licence: string;
}

/** Those that package.json asks for and all below them, optional ones too; none that only development needs. */
export function runtimePackages(): RuntimePackage[] {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path.startsWith('node_modules/') && !dev && !devOptional)
    .flatMap(([path, { version, license }]) =>
      // A link to a folder of ours has no version.
      version === undefined
        ? []
        : [{ name: path.replace(/^.*node_modules\//, ''), version, licence: license ?? 'none' }],
    );
}

const run = promisify(execFile);
/** Questions to the registry at once. */
const atOnce = 8;

/** When this version was released, "YYYY-MM-DD", as the registry says; "unknown" where it does not. */
async function releasedOn({ name, version }: RuntimePackage): Promise<string> {
  try {
    const { stdout } = await run('npm', ['view', name, 'time', '--json'], { maxBuffer: 64 * 1024 * 1024 });
    return z.record(z.string(), z.string()).parse(JSON.parse(stdout))[version]?.slice(0, 10) ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** With the date of its release before each. */
async function withAges(packages: readonly RuntimePackage[]): Promise<string[]> {
  const lines: string[] = [];
  for (let start = 0; start < packages.length; start += atOnce) {
    const some = packages.slice(start, start + atOnce);
    const dates = await Promise.all(some.map(releasedOn));
    lines.push(...some.map((one, index) => `${(dates[index] ?? '').padEnd(12)}${lineOf(one)}`));
  }
  return lines;
}

const lineOf = ({ name, version, licence }: RuntimePackage): string => `${licence.padEnd(20)}${name} ${version}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = runtimePackages();
  const lines = process.argv.includes('--age') ? await withAges(packages) : packages.map(lineOf);
  process.stdout.write(lines.sort().join(''));
}
