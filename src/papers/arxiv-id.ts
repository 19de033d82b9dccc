/**
 * arXiv identifiers, both schemes: https://info.arxiv.org/help/arxiv_identifier.html
 * New: YYMM.NNNN from 0704 to 1412, YYMM.NNNNN since 1501. Old: archive[.CLASS]/YYMMNNN. A version "vN" may follow.
 */

// Archives that issued old-style ids until March 2007. Without the list "and/1234567" would count as an id.
const oldArchives =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|' +
  'gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|' +
  'quant-ph|solv-int|supr-con';

// The bounds keep "12409.10594", "2409.105941" and "1.2409.10594" from counting as ids.
const newStyle = String.raw`(?<!\d)(?<!\d\.)(?<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d)(?!\.\d)`;
const oldStyle = String.raw`(?<![\w-])(?<archive>${oldArchives})(?:\.[a-z]{2}[a-z-]*)?/(?<number>\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?(?!\d)`;
const anyId = new RegExp(`${newStyle}|${oldStyle}`, 'gi');

/** First month with five digits after the dot; before it there were four. */
const fiveDigitsSince = 1501;
/** First month of the new scheme. */
const newSchemeSince = 704;

function idFrom(match: RegExpExecArray): string | undefined {
  const { new: modern, archive, number } = match.groups ?? {};
  if (archive !== undefined && number !== undefined) return `${archive.toLowerCase()}/${number}`;
  if (modern === undefined) return undefined;
  const [yearMonth = '', serial = ''] = modern.split('.');
  const month = Number(yearMonth);
  const expectedDigits = month >= fiveDigitsSince ? 5 : 4;
  return month >= newSchemeSince && serial.length === expectedDigits ? modern : undefined;
}

/**
 * All arXiv ids named in `text`, version-less, each once, in order: bare ids, "arXiv:…", and links to arXiv, Hugging Face,
 * alphaXiv or a 10.48550/arXiv. DOI. The subject class of an old id is dropped ("math.GT/0309136" is "math/0309136").
 */
export function findArxivIds(text: string): string[] {
  const plain = text.replace(/%2f/gi, '/');
  const ids = [...plain.matchAll(anyId)].map(idFrom).filter((id) => id !== undefined);
  return [...new Set(ids)];
}

const wholeText = new RegExp(
  String.raw`^(?:arxiv[:.]\s*|doi:\s*10\.48550/arxiv\.|10\.48550/arxiv\.|(?:https?://)?[\w.-]+\.[a-z]{2,}/\S*?)?(?:${newStyle}|${oldStyle})(?:\.pdf)?[/?#]?\S*$`,
  'i',
);

/** The arXiv id that `text` consists of (an id, a link or a DOI and nothing else), or undefined. */
export function parseArxivId(text: string): string | undefined {
  const trimmed = text.trim().replace(/^[<([{"'`\u2018\u201C]+/, '');
  return wholeText.test(trimmed.replace(/%2f/gi, '/')) ? findArxivIds(trimmed)[0] : undefined;
}

/** "YYYY-MM" in which an arXiv id was issued, or undefined when `id` is not an arXiv id. */
export function monthOfArxivId(id: string): string | undefined {
  const digits = /^(?:(\d{4})\.\d{4,5}|[a-z-]+\/(\d{4})\d{3})$/.exec(id);
  const yearMonth = digits?.[1] ?? digits?.[2];
  if (yearMonth === undefined || parseArxivId(id) === undefined) return undefined;
  const year = Number(yearMonth.slice(0, 2));
  // arXiv began in 1991, so two digits from 91 on belong to the last century.
  return `${year >= 91 ? 1900 + year : 2000 + year}-${yearMonth.slice(2)}`;
}
