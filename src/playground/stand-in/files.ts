import type { Ids } from './ids.ts';
import { maxFileBytes, maxFiles } from './limits.ts';
import { remember } from './remember.ts';
import type { SharedFile } from './wire.ts';

interface KnownFile {
  name: string;
  length: number;
  content?: Buffer;
  isShared: boolean;
}

export function createFiles({ url, ids }: { url: () => string; ids: Ids }) {
  const files = new Map<string, KnownFile>();

  return {
    /** A place for a file of this many bytes. */
    issue(name: string, length: number) {
      const id = ids.file();
      remember(files, id, { name, length, isShared: false }, maxFiles);
      return { id, uploadUrl: `${url()}/upload/${id}` };
    },
    /** False when there is no such place, it has its file, or the file is of another size. */
    upload(id: string, content: Buffer) {
      const file = files.get(id);
      if (!file || file.content || content.length !== file.length || content.length > maxFileBytes) return false;
      file.content = content;
      return true;
    },
    /** The file, to be shown; undefined when it was not uploaded, or is shown already. */
    share(id: string, title: string | undefined): SharedFile | undefined {
      const file = files.get(id);
      if (!file?.content || file.isShared) return undefined;
      file.isShared = true;
      const address = `${url()}/files/${id}`;
      const { name, length: size } = file;
      return { id, name, title: title ?? name, mimetype: 'text/plain', size, url_private: address, permalink: address };
    },
    /** What a link of a shared file leads to. */
    read(id: string) {
      const file = files.get(id);
      return file?.isShared && file.content ? { name: file.name, content: file.content } : undefined;
    },
  };
}

/** Files on their way into Slack, and those that are there. */
export type Files = ReturnType<typeof createFiles>;
