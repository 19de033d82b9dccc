/**
 * From this many lines and words on, or this many words in one line without a filter, a text is what several people wrote, or was
 * pasted; nobody types such a question.
 */
const leastLines = 3;
const leastWords = 25;
const leastWordsInOneLine = 45;
const typedFilter = /(?<!\S)(?:since|before|has|author|sort|upvotes|spelling|top):\S/i;

/** True when `text` is a talk: its quotes, dashes and colons belong to it and are no filters. */
export function isThread(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const words = text.trim().split(/\s+/).length;
  return lines.length >= leastLines ? words >= leastWords : words >= leastWordsInOneLine && !typedFilter.test(text);
}

const codeBlock = /```[\s\S]*?(?:```|$)/g;
// Of Python, JavaScript and Java.
const stackFrame = /^(?:Traceback \(most recent call last\):|\s*File "[^"]*", line \d+.*|\s*at \S.*:\d+\)?)$/gm;
/** People, channels and links in Slack's notation; links; emoji by name. */
const notWords = /<(?:[@!#]|https?:)[^>\n]*>|https?:\/\/\S+|(?<!\w):[a-z0-9_+'-]+:(?!\w)/gi;

/** Who speaks, and when: "Ana:", "[10:12] ben.k:". */
const speaker = /^[^\S\n]*(?:\[[^\]\n]*\][^\S\n]*)?[\p{L}\p{N}._-]+:(?=\s)/gmu;

/** Names mean something to the vectors, and draw a talk away from its subject. In few lines a word with a colon is just that. */
function withoutSpeakers(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const speakers = text.match(speaker) ?? [];
  return speakers.length > lines.length / 2 ? text.replace(speaker, ' ') : text;
}

/** What people say in a talk: code, stack traces, links, mentions, speakers and emoji left out; '' when there is nothing else. */
export function spokenText(text: string): string {
  const spoken = [codeBlock, stackFrame, notWords].reduce((rest, noise) => rest.replace(noise, ' '), text);
  return withoutSpeakers(spoken).trim();
}
