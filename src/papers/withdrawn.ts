import { sentencesOf } from './sentences.ts';

/** Tells from their own words whether a paper was withdrawn or retracted, and not another one, a figure, or what it is about. */

const kind =
  '(?:arxiv )?(?:paper|article|submission|manuscript|work|preprint|e-?print|document|report|note|letter|thesis)';
const self = `(?:this|the|our)(?: (?:present|current|entire|whole))? ${kind}`;
const taken = '(?:withdr[ae]wn?|withdrawed|retracted)';
// Of a venue it may be withdrawn, and stand where it is; and what was withdrawn by mistake is back.
const elsewhere = String.raw`(?! (?:from (?!(?:the )?(?:arxiv|public))|in error\b|by mistake\b|erroneously|figures?|samples?|papers?|sections?|results?|version))`;
const state = String.raw`(?:(?:has|have|had) (?:now |since )?been|is|was|is being|must be considered)(?: \w+ly| hereby| now| being)? ${taken}\b${elsewhere}`;
const whoever = String.raw`(?:(?:the |its |all )?(?:authors?|administrators?|admins?|arxiv(?: admin\w*)?)|i|we)`;
const takes = `(?:(?:have|has|had|hereby|wish to|decided to|would like to|must|am|are) )*(?:withdr[ae]ws?n?|withdrawing|withdrew|retract(?:s|ed|ing)?)`;

/** What may follow "Withdrawn" when the paper itself is meant; a noun would be something else. */
const alone = new RegExp(
  String.raw`^(?:has been |is |was |now |temporarily )*${taken}(?=$|[\s]*[.,;:()\-–—]| (?:by|due|because|for|as|since|pending|until|owing|voluntarily|temporarily|on|at|while|and|after|in (?:favou?r|light|view|order)|from (?:the )?arxiv)\b)`,
  'i',
);
const ofItself = new RegExp(`^(?:${self}|${kind}) ${state}`, 'i');
const inShort = new RegExp(String.raw`^${kind} ${taken}\b${elsewhere}`, 'i');
const byThem = new RegExp(String.raw`\b${whoever} ${takes} ${self}\b(?! from (?!(?:the )?arxiv))`, 'i');
const byThemThis = new RegExp(String.raw`\b${whoever} ${takes} this ${kind}\b(?! from (?!(?:the )?arxiv))`, 'i');
const inTitle = /^\W*(?:withdrawn|retracted)\s*[:\])\-–—]/i;
const isBack =
  /\b(?:reinstated|restored|no longer (?:withdrawn|retracted)|(?:is|was|been) not (?:withdrawn|retracted))\b/i;
const another =
  /\b(?:arxiv:\s?\S+|\d{4}\.\d{4,5}|(?:supersed|replac|companion|predecessor|previous|earlier|another|other|original|extend)\w*|(?:figure|section|table) \d)/i;
/** Before the words themselves: "arXiv admin note:", "v3:", "Comment:", "12 pages,". */
const preface =
  /^(?:[\s\W]*(?:arxiv\s+)?(?:admin(?:istrat\w+)?\s+)?(?:note|comments?|update|status|notice|v\d+)\s*[:\-–—])?[\s\W]*/i;

function isSaid(clause: string, patterns: readonly RegExp[]): boolean {
  const words = clause.replace(preface, '');
  return patterns.some((pattern) => pattern.test(words));
}

const clausesOf = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+|\s*;\s*|\n+/).filter((clause) => /\p{L}/u.test(clause));

function isWithdrawnByComment(comment: string): boolean {
  if (isBack.test(comment)) return false;
  return clausesOf(comment).some((clause) => {
    if (isSaid(clause, [ofItself, inShort, byThem, alone])) return true;
    // "12 pages, withdrawn by the author", but not "replaces arXiv:2401.00001, withdrawn".
    const parts = clause.split(/\s*,\s*/);
    return parts.some(
      (part, index) => isSaid(part, [ofItself, inShort, alone]) && !another.test(parts.slice(0, index).join(', ')),
    );
  });
}

function isWithdrawnByAbstract(abstract: string): boolean {
  if (isBack.test(abstract)) return false;
  const [first = '', ...rest] = sentencesOf(abstract);
  const ofThis = (sentence: string): boolean =>
    /^\W*this\b/i.test(sentence.replace(preface, '')) && isSaid(sentence, [ofItself]);
  return (
    isSaid(first, [ofItself, inShort, byThem, alone]) ||
    rest.some((sentence) => ofThis(sentence) || isSaid(sentence, [byThemThis]))
  );
}

/** True when its title, its comment or its abstract says that the paper was taken back: by its authors, or by the archive. */
export function saysWithdrawn({
  title,
  abstract,
  comment = '',
}: {
  readonly title: string;
  readonly abstract: string;
  readonly comment?: string;
}): boolean {
  return inTitle.test(title) || isWithdrawnByComment(comment) || isWithdrawnByAbstract(abstract);
}
