/** From this many lines and words on, a text is what several people wrote, or was pasted; nobody types such a question. */
const leastLines = 3;
const leastWords = 25;

/** True when `text` is a talk: its quotes, dashes and colons belong to it and are no filters. */
export function isThread(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length >= leastLines && text.trim().split(/\s+/).length >= leastWords;
}

const codeBlock = /```[\s\S]*?(?:```|$)/g;
// Of Python, JavaScript and Java.
const stackFrame = /^(?:Traceback \(most recent call last\):|\s*File "[^"]*", line \d+.*|\s*at \S.*:\d+\)?)$/gm;
/** People, channels and links in Slack's notation; links; emoji by name. */
const notWords = /<(?:[@!#]|https?:)[^>\n]*>|https?:\/\/\S+|(?<!\w):[a-z0-9_+'-]+:(?!\w)/gi;

/** What people say in a talk: code, stack traces, links, mentions and emoji left out; '' when there is nothing else. */
export function spokenText(text: string): string {
  return [codeBlock, stackFrame, notWords].reduce((rest, noise) => rest.replace(noise, ' '), text).trim();
}
