import { z } from 'zod';
import { followKinds } from '../store/follows.ts';

/** One line of what is new of an author or a paper that somebody follows. */
export const storedFollowLine = z.object({
  /** What is followed. */
  kind: z.enum(followKinds),
  target: z.string(),
  name: z.string(),
  /** What is new of it: a paper of the author's or like the paper, code of the paper, a version of it. */
  news: z.enum(['paper', 'code', 'version']),
  /** By which it is never told again. */
  key: z.string(),
  /** The paper that the line leads to. */
  id: z.string(),
  title: z.string(),
});
export type FollowLine = z.infer<typeof storedFollowLine>;

/** "New by Ada Marlowe", before the title that it is about. */
export function followReason({ kind, name, news }: Pick<FollowLine, 'kind' | 'name' | 'news'>): string {
  if (news === 'code') return 'Code appeared for';
  if (news === 'version') return 'New version of';
  return kind === 'author' ? `New by ${name}` : `Like “${name}”, which you follow`;
}
