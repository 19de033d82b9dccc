import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

// npm run licences: every package that runs in production, with its version and licence, as the lock file has them.

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = runtimePackages().map(({ name, version, licence }) => `${licence.padEnd(20)}${name} ${version}\n`);
  process.stdout.write(lines.sort().join(''));
}
