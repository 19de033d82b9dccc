/** Text in one line: sources wrap titles and abstracts, some at 80 characters, and the same text unwrapped is no news. */
export function plainLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
