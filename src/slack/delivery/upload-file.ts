import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf, UnconfirmedError } from './errors.ts';
import { type Calling, waitingForRateLimit } from './rate-limit.ts';

export interface TextFile {
  readonly name: string;
  readonly title: string;
  readonly content: string;
  /** Said above it: Slack reads it as mrkdwn, so it holds no words of others. */
  readonly comment: string;
}

/** 'untaken': it surely does not stand in the conversation. */
export type Uploaded = 'sent' | 'untaken' | 'unclear';

export type UploadFile = (
  client: WebClient,
  place: { readonly channel: string; readonly thread?: string | undefined },
  file: TextFile,
) => Promise<Uploaded>;

export interface UploadDependencies extends Calling {
  /** With a deadline. */
  readonly timedFetch: typeof fetch;
  readonly slackApiUrl: string;
}

/** Slack names where a file goes; it goes nowhere but to Slack: by https to a name under that of its API (files.slack.com), or to the API's own origin. */
export function isSlacksOwn(uploadUrl: string, slackApiUrl: string): boolean {
  if (!URL.canParse(uploadUrl)) return false;
  const [to, api] = [new URL(uploadUrl), new URL(slackApiUrl)];
  if (to.username !== '' || to.password !== '') return false;
  if (to.origin === api.origin) return true;
  return to.protocol === 'https:' && to.port === '' && to.hostname.endsWith(`.${api.hostname}`);
}

/** Sends a file in Slack's three steps: https://docs.slack.dev/messaging/working-with-files#upload */
export function createUploadFile({ timedFetch, slackApiUrl, logger, sleep }: UploadDependencies): UploadFile {
  /** @throws UnconfirmedError where Slack names no place for it, or what is there did not take it: nobody sees it then */
  async function stored(client: WebClient, { name, content }: TextFile): Promise<string> {
    const bytes = new TextEncoder().encode(content);
    const wanted = { filename: name, length: bytes.byteLength };
    const { upload_url: url = '', file_id: id } = await waitingForRateLimit(
      () => client.files.getUploadURLExternal(wanted),
      sleep,
    );
    if (id === undefined || !isSlacksOwn(url, slackApiUrl))
      throw new UnconfirmedError('Slack named no place of its own for a file');
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await timedFetch(url, { method: 'POST', headers, body: bytes, redirect: 'error' });
    await response.body?.cancel();
    if (!response.ok) throw new UnconfirmedError(`A file was not taken: ${response.status}`);
    return id;
  }

  return async (client, { channel, thread }, file) => {
    let id: string | undefined;
    try {
      id = await stored(client, file);
      const known = { files: [{ id, title: file.title }] as [{ id: string; title: string }] };
      const place = { channel_id: channel, initial_comment: file.comment };
      await waitingForRateLimit(
        () =>
          client.files.completeUploadExternal(
            thread === undefined ? { ...known, ...place } : { ...known, ...place, thread_ts: thread },
          ),
        sleep,
      );
      return 'sent';
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === undefined) throw error;
      logger.warn({ ...causeOf(error), channel }, 'A file was not sent');
      const mayStand = id !== undefined && (trouble.means === 'unclear' || trouble.means === 'unknown');
      return mayStand ? 'unclear' : 'untaken';
    }
  };
}
