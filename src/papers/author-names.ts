/** The words of a person's name as they are compared: lower case, without accents and dots. "Ada Marlowe" gives ada, marlowe. */
export function nameWords(name: string): string[] {
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** True when one of `authors` has every word of `name`, in any order: "okafor", "b okafor" and "Okafor, Ben" find them. */
export function isByAuthor(authors: readonly string[], name: string): boolean {
  const wanted = nameWords(name);
  return authors.some((author) => {
    const words = nameWords(author);
    // An initial stands for the name.
    return wanted.every((word) => words.some((own) => own === word || (word.length === 1 && own.startsWith(word))));
  });
}
