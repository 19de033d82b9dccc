import { z } from 'zod';
import { checkedBlocks } from '../block-kit/block-rules.ts';
import type { Block } from '../block-kit/blocks.ts';
import { plainText } from '../block-kit/composition-objects.ts';
import type { Internals } from '../internals.ts';
import { maxTextChars } from '../limits.ts';
import { onWire, type StoredMessage } from '../messages.ts';
import { sharedLinksIn } from '../shared-links.ts';
import { appId, botId } from '../workspace.ts';
import { json, type Methods, method, text } from './method.ts';
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

/** Links that people share, and links to messages. */
export function createLinksMethods(internals: Internals): Methods {
  const { app, access, workspace, messages, events, composerLinks, triggers, url } = internals;
  const domains = app.unfurlDomains ?? [];

  function messageIn(channel: string, ts: string): StoredMessage {
    if (workspace.channel(channel) === undefined) throw new Refusal('cannot_find_channel');
    const message = messages.find({ channel, ts });
    if (!message || message.ephemeralFor) throw new Refusal('cannot_find_message');
    return message;
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
      parameters: { channel: text, ts: text, unfurls: json, metadata: json },
      run({ channel, ts, unfurls, metadata }) {
        // Words that nobody has sent yet have no message.
        const composed = channel === 'COMPOSER' ? composerLinks.find(ts) : undefined;
        const message = composed ? undefined : messageIn(channel, ts);
        const links = composed ?? sharedLinksIn(message?.text ?? '', domains).map((link) => link.url);
        const given = unfurlMap.safeParse(unfurls);
        if (!given.success) throw new Refusal(unfurls === undefined ? 'missing_unfurls' : 'invalid_unfurls_format');
        const added = Object.entries(given.data).map(([link, { blocks, fallback = '[no preview available]' }]) => {
          if (sharedLinksIn(`<${link}>`, domains).length === 0) throw new Refusal('cannot_unfurl_url');
          if (!links.includes(link)) throw new Refusal('cannot_unfurl_message');
          return {
            ...{ blocks: unfurlBlocks(blocks), fallback, from_url: link, app_unfurl_url: link },
            ...{ is_app_unfurl: true as const, app_id: appId, bot_id: botId },
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
