import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where sentences for people in Slack are written. */
const places = [
  'src/slack/{messages,requests,listeners,intake}/**/*.ts',
  // The codes of Slack are rendered one by one: half of their words are for operators.
  'src/slack/delivery/{answer-questions,errors,outcomes}.ts',
  'src/digests/*.ts',
  'src/status/status-words.ts',
  'src/search/{question,excluded-filters}.ts',
  'src/sources/look-up.ts',
];
/** What people say to the bot. */
const areRead = /requests\/(?:courtesy|follow-up|intents)\.ts$/;
const root = fileURLToPath(new URL('../../..', import.meta.url));

const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
/** What operators read, and errors of our own. */
const notForPeople = /(?:logger\s*\.\w+|logRefusal)\([\s\S]*?\);|new \w*Error\([\s\S]*?\)/g;
const literals = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** Pieces of literals that people may read: four words on end, between what is filled in. */
function piecesIn(source: string): string[] {
  const code = source.replace(comments, '').replace(notForPeople, '');
  return (
    Array.from(code.matchAll(literals), ([, plain, template]) => plain ?? template ?? '')
      .filter((literal) => !/[\\^]|\(\?|=>/.test(literal))
      .flatMap((literal) => literal.split(/\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/))
      .map((piece) => piece.replace(/\s+/g, ' ').trim())
      // Words and cities that are read, not said.
      .filter((piece) => /[.,:;?]/.test(piece) || piece.split(' ').length < 9)
      .filter((piece) => !/^[A-Z]{2,4}(?: [A-Z]{2,4})*:/.test(piece))
      .filter((piece) => /(?:[\p{L}’“”]+[ ,.:;]+){3}\p{L}/u.test(piece))
  );
}

/** The pieces of sentences in the sources that `text` does not hold, by file. */
export function missingFrom(text: string): Map<string, string[]> {
  const plain = text.replaceAll('`', '').replace(/\s+/g, ' ');
  const files = places.flatMap((place) => globSync(place, { cwd: root })).filter((file) => !areRead.test(file));
  const missing = files.toSorted().map((file): [string, string[]] => {
    const pieces = piecesIn(readFileSync(`${root}/${file}`, 'utf8'));
    return [file, [...new Set(pieces)].filter((piece) => !plain.includes(piece))];
  });
  return new Map(missing.filter(([, pieces]) => pieces.length > 0));
}
