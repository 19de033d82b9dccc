/** Numbers from 0 up to 1 that look random and are the same on every run (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of `choices`. */
export function oneOf<Choice>(random: () => number, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

const unicodeEnd = 0x11_0000;
const troublesome = [
  '"',
  '-',
  ':',
  ' ',
  '\n',
  '\0',
  '\\',
  '{',
  '}',
  '$',
  '\u202E',
  '\uD83D',
  '\uDE00',
  'since:',
  '#',
  '_',
  '^',
  "'",
  '`',
  '~',
] as const;

/** Any text at all: letters, the whole of Unicode, lone surrogates and what parsers trip over. */
export function anyText(random: () => number, maxPieces: number): string {
  const pieces = Array.from({ length: Math.floor(random() * maxPieces) }, () => {
    const kind = random();
    if (kind < 0.4) return String.fromCharCode(97 + Math.floor(random() * 26));
    if (kind < 0.7) return oneOf(random, troublesome);
    return String.fromCodePoint(Math.floor(random() * unicodeEnd));
  });
  return pieces.join('');
}
