// Rows of the table of edits, made once: one misspelt word is compared with thousands.
type Rows = [Uint8Array, Uint8Array, Uint8Array];
let [beforeLast, last, current]: Rows = [new Uint8Array(), new Uint8Array(), new Uint8Array()];

/**
 * Edits that make `a` of `b`: a letter more, less or other, or two neighbours swapped (optimal string alignment). Gives
 * `most` + 1 for anything above `most`.
 */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (current.length <= b.length) {
    [beforeLast, last, current] = [beforeLast, last, current].map(() => new Uint8Array(2 * b.length + 1)) as Rows;
  }
  for (let column = 0; column <= b.length; column += 1) last[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (isSwapped) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      current[column] = edits;
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}
