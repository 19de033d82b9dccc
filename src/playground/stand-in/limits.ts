/**
 * Slack's limits. "docs" is Slack's reference at https://docs.slack.dev, "types" the comments of @slack/types 3.2,
 * otherwise the thread where users met the limit.
 */

/** docs, blocks reference: blocks in one message. */
export const maxBlocksPerMessage = 50;
/** docs, views reference. */
export const maxBlocksPerView = 100;
/** Undocumented total of a message's blocks as JSON: slackapi/bolt-js#2509. */
export const maxMessageBlocksChars = 13_200;
/** docs, chat.postMessage: longer text is cut, not refused. */
export const maxTextChars = 40_000;

// types, block-kit/blocks.d.ts
export const maxHeaderChars = 150;
export const maxSectionTextChars = 3_000;
export const maxSectionFieldChars = 2_000;
export const maxSectionFields = 10;
export const maxContextElements = 10;
export const maxActionsElements = 25;
export const maxLabelChars = 2_000;
export const maxTableRows = 100;
export const maxTableColumns = 20;

/** docs, card block; types allow mrkdwn alone for its texts, docs plain text as well: https://docs.slack.dev/reference/block-kit/blocks/card-block */
export const maxCardTitleChars = 150;
export const maxCardBodyChars = 200;
export const maxCardButtons = 3;
/** docs, carousel block. */
export const maxCards = 10;

// types, block-kit/block-elements.d.ts and composition-objects.d.ts
export const maxIdChars = 255;
export const maxButtonTextChars = 75;
export const maxButtonValueChars = 2_000;
export const maxUrlChars = 3_000;
export const maxAltTextChars = 2_000;
export const maxPlaceholderChars = 150;
export const maxOptions = 100;
export const maxOptionTextChars = 75;
/** docs, option object; types still say 75, so stay below that to be safe. */
export const maxOptionValueChars = 150;
export const maxOverflowOptions = 5;
export const maxChoiceOptions = 10;
export const maxInputChars = 3_000;
export const maxConfirmTitleChars = 100;
export const maxConfirmTextChars = 300;
export const maxConfirmButtonChars = 30;

// types, views.d.ts
export const maxModalTitleChars = 24;
/** On top of a modal: https://docs.slack.dev/reference/methods/views.push */
export const maxPushedViews = 2;
export const maxPrivateMetadataChars = 3_000;

/** docs, acknowledging: commands, interactions, and events get this long. */
export const ackTimeoutMs = 3_000;
/** docs, Events API: pauses before the three redeliveries. */
export const redeliveryPausesMs = [0, 60_000, 300_000] as const;
/** docs, trigger_id. */
export const triggerLifeMs = 3_000;
/** docs, handling user interaction: response_url. */
export const responseUrlUses = 5;
export const responseUrlLifeMs = 30 * 60_000;
/** docs, Socket Mode: connections of one app. */
export const maxWebSockets = 10;
/** docs, assistant.threads.setSuggestedPrompts and setStatus. */
export const maxPrompts = 4;
export const maxLoadingMessages = 10;
export const agentStatusLifeMs = 120_000;
/** docs, conversations.history: most that one page holds. */
export const maxPageItems = 999;

// Bounds of the stand-in itself, so that a playground left open for days stays small.
export const maxBodyBytes = 1_000_000;
export const maxMessagesPerChannel = 10_000;
export const maxTrafficEntries = 2_000;
export const maxTrafficBytes = 20_000_000;
/** Of one request or answer: several of Slack's largest messages, which have 40,000 characters. */
export const maxTrafficBodyBytes = 100_000;
/** Several for each message: what is forgotten is not tried again, and five minutes pass until the last try. */
export const maxRememberedEvents = 10_000;
export const maxRememberedIds = 1_000;
export const maxFiles = 100;
export const maxFileBytes = 1_000_000;
