import { renameSync, writeFileSync } from 'node:fs';

/** Replaces `file` in one step: a reader sees the old or the new content, never half. */
export function replaceFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { flush: true });
  renameSync(temporary, file);
}
