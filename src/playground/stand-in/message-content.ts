import { z } from 'zod';
import { checkedBlocks } from './block-kit/block-rules.ts';
import type { Block } from './block-kit/blocks.ts';
import { maxMessageBlocksChars, maxTextChars } from './limits.ts';
import type { MessageContent } from './messages.ts';
import { Refusal, refusalFor } from './web-api/refusal.ts';
import type { MessageMetadata } from './wire.ts';

/** What an app gives as a message, blocks and all still unchecked. */
interface GivenContent {
  text?: string | undefined;
  blocks?: unknown;
  metadata?: unknown;
}

const metadataShape = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

export function createMessageContents() {
  let refused: readonly string[] = [];

  function messageBlocks(given: unknown): Block[] {
    if (!Array.isArray(given)) throw new Refusal('invalid_blocks_format');
    const blocks = checkedBlocks(given, 'message');
    const unknown = blocks.flatMap(({ type }, index) =>
      refused.includes(type) ? [`unsupported type: ${type} [json-pointer:/blocks/${index}/type]`] : [],
    );
    if (unknown.length > 0) throw refusalFor('invalid_blocks', unknown);
    if (JSON.stringify(given).length > maxMessageBlocksChars) throw new Refusal('msg_blocks_too_long');
    return blocks;
  }

  return {
    /**
     * The message Slack would make of it.
     *
     * @throws Refusal `no_text`, `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`,
     * `invalid_metadata_format`
     */
    checked({ text = '', blocks, metadata }: GivenContent) {
      const checked: MessageContent = {
        text: text.slice(0, maxTextChars),
        ...(blocks !== undefined && { blocks: messageBlocks(blocks) }),
        ...(metadata !== undefined && { metadata: checkedMetadata(metadata) }),
      };
      if (text === '' && !checked.blocks?.length) throw new Refusal('no_text');
      return checked;
    },
    /** From now on no block of these types is taken, as where Slack does not know them yet. */
    refuse(types: readonly string[]) {
      refused = types;
    },
  };
}

/** Makes messages of what an app gives. */
export type MessageContents = ReturnType<typeof createMessageContents>;

function checkedMetadata(given: unknown): MessageMetadata {
  const metadata = metadataShape.safeParse(given);
  if (!metadata.success) throw new Refusal('invalid_metadata_format');
  return metadata.data;
}
