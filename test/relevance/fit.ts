import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// npm run fit:verdict -- --corpus FILE.jsonl.gz --embeddings FILE.int8: makes all that the verdict has learnt anew. The last step reads
// what those before have made, so each is a process.
for (const step of ['fit-whitening.ts', 'fit-title-terms.ts', 'fit-verdict.ts']) {
  const script = fileURLToPath(new URL(step, import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
