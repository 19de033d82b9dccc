/** How people ask for papers about something in other languages; none of it is a subject. */

const nouns: Readonly<Record<string, string>> = {
  fr: 'articles?|papiers?|publications?|travaux|[ée]tudes?|recherches?|pr[ée]publications?',
  es: 'art[íi]culos?|trabajos?|publicaciones|estudios?|investigaci[óo]n(?:es)?',
  de: 'artikeln?|arbeiten|ver[öo]ffentlichungen|publikationen|studien|forschung|aufs[äa]tze',
  it: 'articol[oi]|lavori|pubblicazioni|studi|studio|ricerche|ricerca',
  pt: 'artigos?|trabalhos?|publica[çc][õo]es|estudos?|pesquisas?',
};
const inAnyLanguage = 'papers?|preprints?';
/** "About", written small: there are people called Su and Zu. Of "de" and "von" it is not sure: "papers de novo", "papers von Neumann". */
const about: Readonly<Record<string, string>> = {
  fr: 'sur|concernant|[àa] propos d[eu]',
  es: 'sobre|acerca del?',
  de: '(?:ü|ue)ber|(?-i:zum?|zur)',
  it: '(?-i:su)|sull?|sull[aoe]|sui|sugli',
  pt: 'sobre|acerca d[aeo]s?',
};

const word = (pattern: string): string => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;
const anyNoun = new RegExp(word([...Object.values(nouns), inAnyLanguage].join('|')), 'giu');

/** A word may stand between: "articles récents sur". */
const asks = (noun: string, preposition: string): RegExp =>
  new RegExp(`${word(noun)}(?: \\p{L}+)?\\s+${word(preposition)}`, 'iu');

/** What tells the language by itself comes first; Spanish comes before Portuguese, whose "about" is the same. */
const phrases: readonly { readonly language: string; readonly pattern: RegExp }[] = [
  ...Object.entries(about).map(([language, preposition]) => ({
    language,
    pattern: asks(nouns[language] ?? '', preposition),
  })),
  ...Object.entries(about).map(([language, preposition]) => ({ language, pattern: asks(inAnyLanguage, preposition) })),
  { language: 'fr', pattern: /^sur\s/i },
  { language: 'es', pattern: /^sobre\s/i },
  { language: 'de', pattern: /^(?:ü|ue)ber\s/i },
];

/** The language in which a text asks for papers about something, and what follows; undefined where it does not. */
export function asksInLanguage(text: string): { readonly language: string; readonly subject: string } | undefined {
  for (const { language, pattern } of phrases) {
    const found = pattern.exec(text);
    if (found !== null) return { language, subject: text.slice(found.index + found[0].length) };
  }
  return undefined;
}

/** `text` without what papers are called. */
export function withoutPaperNouns(text: string): string {
  return text.replace(anyNoun, ' ');
}
