/** What Slack accepts, and how much of it we use. "Chars" are Unicode code points, "Bytes" UTF-8 bytes. */

/** Blocks in a message; Slack takes 50 (https://docs.slack.dev/reference/block-kit/blocks). The rest is left for later additions. */
export const maxBlocks = 45;

/**
 * Blocks and text of one message as JSON. Slack documents no total, but answers msg_blocks_too_long near 13,200 characters
 * (slackapi/bolt-js#2509) and fails streamed messages from 10,600 bytes (slackapi/bolt-js#2867).
 */
export const maxMessageBytes = 9_000;

/**
 * Blocks of a message with cards as JSON, of which most is what holds their words together. Where Slack finds them too long all the same,
 * the plain message goes out.
 */
export const maxCardBlocksBytes = 9_000;

/** The `text` beside blocks, read out by screen readers and shown in notifications; Slack advises at most 4,000. */
export const maxFallbackBytes = 500;

/** Blocks beside the longest text, with what JSON puts round both. */
export const maxBlocksBytes = maxMessageBytes - maxFallbackBytes - 100;

/** A question kept in a button or in metadata, so that it fits beside the other state. */
export const maxStoredQuestionBytes = 600;

/** Papers on one page of an answer: five fit on a screen and, cut to their budget, in one message. */
export const papersPerPage = 5;

/** Slack takes so many cards in a carousel: https://docs.slack.dev/reference/block-kit/blocks/carousel-block */
export const maxCards = 10;

/** Slack waits 3 s for an acknowledgement; calls that answer a person may take a little longer before they are given up. */
export const callTimeoutMs = 10_000;

/** An answer that Slack wants later than this is told as an error: nobody waits half a minute in a chat. */
export const longestRateLimitSeconds = 30;

/** Messages read of a thread to learn what it is about; apps outside the Marketplace get 15 at once, whatever they ask for. */
export const threadMessages = 100;
