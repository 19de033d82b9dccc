/** Edits from one word to texts that are spelled out letter by letter, so that those which begin alike share their beginning. */
export interface EditTable {
  /**
   * Takes the letter at `place`, when those before it were taken; those after it are forgotten. Letters are UTF-16 codes.
   *
   * @returns whether any text that begins so is near enough
   */
  take(place: number, letter: number, letterBefore: number): boolean;
  /** Edits to the first `length` letters; one more than allowed for anything above. */
  editsTo(length: number): number;
}

/** Edits are a letter more, less or other, or two neighbours swapped (optimal string alignment). @param most edits that are told apart */
export function createEditTable(word: string, most: number): EditTable {
  const width = word.length + 1;
  // Cells that are further than `most` from the diagonal are never written: they stay too many.
  const rows = new Uint8Array((width + most + 1) * width).fill(most + 1);
  for (let column = 0; column <= Math.min(most, word.length); column += 1) rows[column] = column;
  return {
    editsTo: (length) => rows[length * width + word.length] ?? most + 1,
    take(place, letter, letterBefore) {
      const row = place + 1;
      const at = row * width;
      rows[at] = Math.min(row, most + 1);
      let least = row;
      for (let column = Math.max(1, row - most); column <= Math.min(word.length, row + most); column += 1) {
        const cell = at + column;
        const ofWord = word.charCodeAt(column - 1);
        const replaced = (rows[cell - width - 1] ?? 0) + (ofWord === letter ? 0 : 1);
        let edits = Math.min(replaced, (rows[cell - width] ?? 0) + 1, (rows[cell - 1] ?? 0) + 1);
        if (row > 1 && column > 1 && ofWord === letterBefore && word.charCodeAt(column - 2) === letter)
          edits = Math.min(edits, (rows[cell - 2 * width - 2] ?? 0) + 1);
        rows[cell] = Math.min(edits, most + 1);
        least = Math.min(least, edits);
      }
      return least <= most;
    },
  };
}

/** Edits that make `a` of `b`, see createEditTable. Gives `most` + 1 for anything above `most`. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const table = createEditTable(b, most);
  for (let place = 0; place < a.length; place += 1)
    if (!table.take(place, a.charCodeAt(place), a.charCodeAt(place - 1))) return most + 1;
  return table.editsTo(a.length);
}
