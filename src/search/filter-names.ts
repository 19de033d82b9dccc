// What people write when they mean one of ours.
const meant: ReadonlyMap<string, string> = new Map(
  Object.entries({
    after: 'since',
    from: 'since',
    year: 'since',
    until: 'before',
    to: 'before',
    code: 'has',
    order: 'sort',
    limit: 'top',
    max: 'top',
    by: 'author',
    likes: 'upvotes',
    votes: 'upvotes',
  }),
);

/** Which of the known filters `name` looks like, or undefined when it is just a word with a colon. */
export function filterLike(name: string, filterNames: readonly string[]): string | undefined {
  const sorted = [...name].sort().join('');
  // Two letters swapped, one too many, too few or wrong: "sicne:", "sinc:", "befor:", "sinse:". Of three letters too much is a swap: "OPT:175B".
  const isSwapped = (known: string): boolean => name.length > 3 && [...known].sort().join('') === sorted;
  return meant.get(name) ?? filterNames.find((known) => isSwapped(known) || oneLetterApart(known, name));
}

/** Of shorter words with another letter too many are words of their own. */
const leastCharsForWrong = 5;

function oneLetterApart(known: string, name: string): boolean {
  if (known.length === name.length && known.length >= leastCharsForWrong)
    return [...known].filter((letter, index) => letter !== name[index]).length === 1;
  const [short, long] = known.length < name.length ? [known, name] : [name, known];
  if (long.length < 4 || long.length - short.length > 1) return false;
  for (let index = 0; index < long.length; index += 1) {
    if (long.slice(0, index) + long.slice(index + 1) === short) return true;
  }
  return false;
}
