/** A line that is long enough for an abstract, about `subject`. */
export function anAbstract(subject: string): string {
  return `We study ${subject}. ${'This sentence makes the abstract long enough to be one. '.repeat(5)}`.trim();
}

const banner = ['Get trending papers in your email inbox once a day!', 'Get trending papers in your email inbox!'];

/** A digest as it is copied from the page: two banner lines, then these lines. */
export function digestOf(...lines: readonly string[]): string {
  return [...banner, ...lines, ''].join('\n');
}
