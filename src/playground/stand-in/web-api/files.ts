import { z } from 'zod';
import type { Internals } from '../internals.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal } from './refusal.ts';

const scopes = ['files:write'];
const shared = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export function createFilesMethods({ access, files, messages, posting }: Internals): Methods {
  return {
    'files.getUploadURLExternal': method({
      scopes,
      parameters: {
        filename: text,
        length: z.coerce.number().int(),
        alt_txt: optionalText,
        snippet_type: optionalText,
      },
      run({ filename, length }) {
        if (length < 1) throw new Refusal('missing_argument');
        const { id, uploadUrl } = files.issue(filename, length);
        return { upload_url: uploadUrl, file_id: id };
      },
    }),

    'files.completeUploadExternal': method({
      scopes,
      parameters: { files: json, channel_id: optionalText, thread_ts: optionalText, initial_comment: optionalText },
      run({ files: given, channel_id: channelId, thread_ts: threadTs, initial_comment: comment = '' }) {
        const wanted = shared.safeParse(given);
        if (!wanted.success) throw new Refusal('invalid_arguments');
        const channel = channelId === undefined ? undefined : access.channelToPost(channelId).id;
        if (channel && threadTs && !messages.find({ channel, ts: threadTs })) throw new Refusal('invalid_arguments');
        const found = wanted.data.map(({ id, title }) => files.share(id, title));
        const all = found.flatMap((file) => file ?? []);
        if (all.length < found.length) throw new Refusal('file_not_found');
        if (channel) posting.post({ channel, threadTs, text: comment, files: all, subtype: 'file_share' });
        return { files: all.map(({ id, title }) => ({ id, title })) };
      },
    }),
  };
}
