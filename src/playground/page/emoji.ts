/** The codes that a paper bot and the people around it use. A full table is over 1 MB; others stay visible as `:code:`. */
const characters: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  100: '💯',
  alarm_clock: '⏰',
  arrow_right: '➡️',
  bar_chart: '📊',
  bell: '🔔',
  book: '📖',
  bookmark: '🔖',
  books: '📚',
  brain: '🧠',
  bulb: '💡',
  calendar: '📅',
  chart_with_upwards_trend: '📈',
  clap: '👏',
  clipboard: '📋',
  eyes: '👀',
  fire: '🔥',
  floppy_disk: '💾',
  gear: '⚙️',
  heart: '❤️',
  heavy_check_mark: '✔️',
  hourglass: '⌛',
  inbox_tray: '📥',
  information_source: 'ℹ️',
  link: '🔗',
  mag: '🔍',
  memo: '📝',
  mortar_board: '🎓',
  newspaper: '📰',
  no_bell: '🔕',
  page_facing_up: '📄',
  paperclip: '📎',
  pray: '🙏',
  pushpin: '📌',
  question: '❓',
  raised_hands: '🙌',
  robot_face: '🤖',
  rocket: '🚀',
  scroll: '📜',
  smile: '😄',
  sparkles: '✨',
  speech_balloon: '💬',
  star: '⭐',
  tada: '🎉',
  thinking_face: '🤔',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
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
