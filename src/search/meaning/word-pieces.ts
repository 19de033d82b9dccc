import { Tokenizer } from '@huggingface/tokenizers';

/** Tokens of one text that the model takes; its tokenizer's file asks for 128, with which known items lose a point. */
const maxTokens = 512;

/** More than this of one text cannot change its vector: 510 tokens of it are 2,500 characters of English, and white space none. */
const maxChars = 20_000;

/** The tokens of one text: [CLS], those of its pieces, [SEP]. */
export interface WordPieces {
  readonly ids: readonly number[];
  /** Where each piece's tokens are, from and up to; undefined for a piece beyond the cut, or one that says nothing. */
  readonly spans: readonly (readonly [number, number] | undefined)[];
}

export interface WordPieceTokenizer {
  /** Undefined when no piece has a word that is known. */
  tokenize(pieces: readonly string[]): WordPieces | undefined;
  /** Words that are one token, in lower case and without accents. */
  readonly words: readonly string[];
}

/** @param tokenizer tokenizer.json, @param config tokenizer_config.json, as Hugging Face writes them for WordPiece */
export function createWordPieceTokenizer(tokenizer: string, config: string): WordPieceTokenizer {
  // Without its special tokens, "[SEP]" in a text is a bracket, three letters and a bracket, whoever typed it; and nothing is added.
  const wordPiece = new Tokenizer(
    { ...JSON.parse(tokenizer), added_tokens: [], post_processor: null },
    JSON.parse(config),
  );
  const idOf = (token: string): number => {
    const id = wordPiece.token_to_id(token);
    if (id === undefined) throw new Error(`The tokenizer has no ${token}.`);
    return id;
  };
  const [start, end] = [idOf('[CLS]'), idOf('[SEP]')];
  // What begins with a bracket is special: a text has its brackets apart.
  const vocabulary = [...wordPiece.get_vocab()].filter(([token]) => !/^\[.+\]$/.test(token));
  const idsLike = (pattern: RegExp): ReadonlySet<number> =>
    new Set(vocabulary.flatMap(([token, id]) => (pattern.test(token) ? [id] : [])));
  const [wordIds, tellingIds] = [idsLike(/\p{L}/u), idsLike(/[\p{L}\p{N}]/u)];

  return {
    words: vocabulary.flatMap(([token]) => (/^\p{L}+$/u.test(token) ? [token] : [])),
    tokenize(pieces) {
      const ids = [start];
      let chars = 0;
      const spans = pieces.map((piece) => {
        const room = maxTokens - 1 - ids.length;
        const text = piece.slice(0, maxChars - chars).toWellFormed();
        if (room === 0 || text === '') return undefined;
        chars += text.length;
        const own = wordPiece.encode(text).ids;
        if (!own.some((id: number) => tellingIds.has(id))) return undefined;
        const from = ids.length;
        ids.push(...own.slice(0, room));
        return [from, ids.length] as const;
      });
      if (!ids.some((id) => wordIds.has(id))) return undefined;
      ids.push(end);
      return { ids, spans };
    },
  };
}
