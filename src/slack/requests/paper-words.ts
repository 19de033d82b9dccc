import { findArxivIds } from '../../papers/arxiv-id.ts';

/** What people write between a subcommand and its paper. */
const connecting =
  /^(?:to|of|for|on|about|like|me|us|the|this|that|a|an|its|paper|papers|abstract|details?|info|entry|arxiv:?|doi:?|id|link|please|show|give|get|find|tell|open|more|similar|related|bib|bibtex|cite|citation|and|or|&)[:,]?$/i;
const aboutSimilar = /^(?:similar|like|related)$/i;
const aboutBibtex = /^(?:bib|bibtex|cite|citation)[:,]?$/i;
const aboutDetails = /^(?:show|give|get|open|tell|about|abstract|details?|info)$/i;

/** The words of a text beside the papers that it names. */
export const wordsBesidePapers = (text: string): string[] =>
  text.split(/[\s,;]+/).filter((word) => word !== '' && findArxivIds(word).length === 0);

/** What is asked of a paper that is named, when nothing else is said: "papers similar to 2402.17762", "cite 2402.17762". */
export function askedOfPaper(text: string): 'similar' | 'bibtex' | 'show' | undefined {
  const words = wordsBesidePapers(text);
  if (words.length === 0 || !words.every((word) => connecting.test(word))) return undefined;
  if (words.some((word) => aboutSimilar.test(word))) return 'similar';
  if (words.some((word) => aboutBibtex.test(word))) return 'bibtex';
  return words.some((word) => aboutDetails.test(word)) ? 'show' : undefined;
}

/** "papers like", and "similar" as a subcommand, which may have a label behind it. @param text freed of filters */
export const isForSimilar = (text: string): boolean => askedOfPaper(text) === 'similar' || /^similar\b/i.test(text);
