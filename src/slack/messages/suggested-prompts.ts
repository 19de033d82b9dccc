/**
 * What somebody who opens their direct message with the bot can ask with one press; four at most
 * (https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts). manifest.json has the same.
 */
export const suggestedPrompts: readonly { readonly title: string; readonly message: string }[] = [
  'What’s new?',
  'Papers on KV-cache quantization',
  'Set up my daily digest',
  'What did I save?',
].map((words) => ({ title: words, message: words }));

export const promptsTitle = 'Ask for papers in your own words, or try one of these';
