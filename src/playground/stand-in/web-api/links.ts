import { z } from 'zod';
import { checkedBlocks } from '../block-kit/block-rules.ts';
import type { Block } from '../block-kit/blocks.ts';
import { plainText } from '../block-kit/composition-objects.ts';
import type { Internals } from '../internals.ts';
import { maxTextChars } from '../limits.ts';
import { onWire } from '../messages.ts';
import { sharedLinksIn } from '../shared-links.ts';
import type { UnfurlTarget } from '../unfurl-targets.ts';
import { appId, botId } from '../workspace.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal, refusalFor } from './refusal.ts';
import { isEntity, unfurledEntities } from './work-objects.ts';

/** docs, chat.unfurl: a map of links to one attachment each, here always made of blocks. */
const unfurlMap = z.record(
  z.string(),
  z.strictObject({
    blocks: z.array(z.unknown()).min(1),
    fallback: z.string().optional(),
    preview: z.strictObject({ title: plainText(maxTextChars), icon_url: z.url().optional() }).optional(),
  }),
);
type Given = z.infer<typeof unfurlMap>[string];

const target = {
  ...{ channel: optionalText, ts: optionalText },
  ...{ unfurl_id: optionalText, source: z.enum(['composer', 'conversations_history']).optional() },
};
type GivenTarget = { [Name in keyof typeof target]?: string | undefined };

/** Links that people share, and links to messages. */
export function createLinksMethods(internals: Internals): Methods {
  const { app, access, workspace, messages, events, unfurlTargets, triggers, url } = internals;
  const domains = app.unfurlDomains ?? [];

  function targetOf({ channel, ts, unfurl_id: id, source }: GivenTarget): UnfurlTarget {
    if (id !== undefined || source !== undefined) {
      if (id === undefined) throw new Refusal('missing_unfurl_id');
      if (source === undefined) throw new Refusal('missing_source');
      const found = unfurlTargets.find(id);
      if (found?.source !== source) throw new Refusal('invalid_unfurl_id');
      return found;
    }
    if (channel === undefined) throw new Refusal('missing_channel');
    if (ts === undefined) throw new Refusal('missing_ts');
    const composer = channel === 'COMPOSER' ? unfurlTargets.find(ts) : undefined;
    return composer ?? { source: 'conversations_history', channel, ts };
  }

  /** The message to be unfurled; undefined for words that nobody has sent yet. */
  function messageOf(wanted: UnfurlTarget) {
    if (wanted.source === 'composer') return undefined;
    if (workspace.channel(wanted.channel) === undefined) throw new Refusal('cannot_find_channel');
    const message = messages.find(wanted);
    if (!message || message.ephemeralFor) throw new Refusal('cannot_find_message');
    return message;
  }

  function checkedUnfurls(given: unknown): Record<string, Given> {
    if (given === undefined) throw new Refusal('missing_unfurls');
    const map = unfurlMap.safeParse(given);
    if (!map.success) throw new Refusal('invalid_unfurls_format');
    return map.data;
  }

  /** docs, unfurling links, "Tips": of all blocks rich text is the one that chat.unfurl refuses. */
  function unfurlBlocks(given: unknown[]): Block[] {
    const blocks = checkedBlocks(given, 'message');
    const at = blocks.findIndex(({ type }) => type === 'rich_text');
    if (at >= 0) throw refusalFor('invalid_blocks', [`unsupported type: rich_text [json-pointer:/blocks/${at}/type]`]);
    return blocks;
  }

  return {
    'chat.unfurl': method({
      scopes: ['links:write'],
      parameters: { ...target, unfurls: json, metadata: json },
      run({ unfurls, metadata, ...given }) {
        const wanted = targetOf(given);
        const message = messageOf(wanted);
        const offered = wanted.source === 'composer' ? wanted.urls : undefined;
        const links = offered ?? sharedLinksIn(message?.text ?? '', domains).map((link) => link.url);
        const added = Object.entries(checkedUnfurls(unfurls)).map(([link, one]) => {
          if (sharedLinksIn(`<${link}>`, domains).length === 0) throw new Refusal('cannot_unfurl_url');
          if (!links.includes(link)) throw new Refusal('cannot_unfurl_message');
          return {
            ...{ blocks: unfurlBlocks(one.blocks), fallback: one.fallback ?? '[no preview available]' },
            ...{ from_url: link, app_unfurl_url: link, is_app_unfurl: true as const, app_id: appId, bot_id: botId },
          };
        });
        const entities = metadata === undefined ? [] : unfurledEntities(metadata);
        if (entities.some((entity) => !links.includes(entity.app_unfurl_url)))
          throw new Refusal('cannot_unfurl_message');
        if (message === undefined) return undefined;
        const before = onWire(message, 'metadata');
        messages.unfurl(message, added);
        void events.unfurled(message, before);
        return undefined;
      },
    }),

    // https://docs.slack.dev/reference/methods/entity.presentDetails
    'entity.presentDetails': method({
      parameters: { trigger_id: text, metadata: json, error: json },
      run({ trigger_id: triggerId, metadata, error }) {
        triggers.check(triggerId);
        if (error === undefined && !isEntity(metadata)) throw new Refusal('invalid_metadata');
        triggers.exchange(triggerId);
        return undefined;
      },
    }),

    'chat.getPermalink': method({
      parameters: { channel: text, message_ts: text },
      run(given) {
        const { id: channel } = access.channel(given.channel);
        const { ts, thread_ts: thread } = access.message({ channel, ts: given.message_ts });
        const place = thread === undefined || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel}`;
        return { channel, permalink: `${url()}/archives/${channel}/p${ts.replace('.', '')}${place}` };
      },
    }),
  };
}
