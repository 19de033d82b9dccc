/** Words remembered; 200,000 are nearly all that a field uses, and take some 20 MB. */
const maxRemembered = 200_000;

/** `make` for words that come again and again: nothing is made anew for every paper. What it makes must not be changed. */
export function remembering<Made>(make: (word: string) => Made & {}): (word: string) => Made {
  const remembered = new Map<string, Made>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const made = make(word);
    remembered.set(word, made);
    return made;
  };
}
