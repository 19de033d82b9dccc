/** Formulas in a title or a sentence are shorter. */
const longestFormulaPieces = 300;

/**
 * The dollars that formulas begin and end with. "$5 to $10" are prices: what has a space at one end alone and no command is no formula,
 * nor what begins with a digit and is followed by one.
 */
export function formulaMarks(tokens: readonly string[]): ReadonlySet<number> {
  const dollars = [...tokens.entries()].filter(([, token]) => token === '$').map(([at]) => at);
  const marks = new Set<number>();
  for (let index = 0; index < dollars.length; index += 1) {
    const [start = 0, end] = [dollars[index], dollars[index + 1]];
    if (end === undefined || end - start > longestFormulaPieces) continue;
    const [first = '', last = '', after = ''] = [tokens[start + 1], tokens[end - 1], tokens[end + 1]];
    const isEven = /^\s/.test(first) === /\s$/.test(last);
    const hasCommand = tokens.slice(start + 1, end).some((token) => /^[\\^_]/.test(token));
    if ((!isEven && !hasCommand) || (/^\d/.test(first) && /^\d/.test(after))) continue;
    marks.add(start).add(end);
    index += 1;
  }
  return marks;
}
