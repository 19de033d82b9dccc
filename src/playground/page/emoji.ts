/** The codes that the bot writes and people react with here. A full table is over 1 MB; others stay visible as `:code:`. */
const characters: Readonly<Record<string, string>> = {
  '+1': '👍',
  bookmark: '🔖',
  eyes: '👀',
  pray: '🙏',
  tada: '🎉',
};

/** The character for a code without colons, or `:code:` when we do not know it. A skin tone is dropped. */
export function emoji(code: string): string {
  const name = code.replace(/::skin-tone-\d$/, '');
  return Object.hasOwn(characters, name) ? (characters[name] ?? '') : `:${code}:`;
}

/** `text` with the codes that we know replaced, where they stand alone: "10:30:45" and "a:x:b" keep their colons. */
export function withEmoji(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}:]):([a-z0-9_+-]+(?:::skin-tone-\d)?):(?![\p{L}\p{N}])/gu, (_, code: string) =>
    emoji(code),
  );
}
