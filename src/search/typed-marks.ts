/** Marks that people put round words in a chat: bold, italic, struck, code. None of them is part of what is asked. */

const code = /`{1,3}([^`]*)`{1,3}/g;

/** Marks in pairs round words: not those of "A* search", "2*3*4", "snake_case", "__init__" or "~5 to ~10". */
function pairOf(mark: string, atMost: number): RegExp {
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}${mark}])([${mark}]{1,${atMost}})(?=[^\s${mark}])([^${mark}\n]*?[^\s${mark}])\1(?![\p{L}\p{N}${mark}])`,
    'gu',
  );
}

const pairs = [pairOf('*', 3), pairOf('_', 1), pairOf('~', 2)];

/** `text` without marks of formatting; quotes stay, since they mean something in a question. */
export function withoutTypedMarks(text: string): string {
  const plain = text.replace(code, '$1');
  // Twice: the marks of "~_this_~" stand in one another, in any order.
  return [...pairs, ...pairs].reduce((rest, pair) => rest.replace(pair, '$2'), plain);
}
