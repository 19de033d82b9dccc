import { parseArxivId } from './arxiv-id.ts';
import type { Paper } from './paper.ts';

export interface PaperLinks {
  /** The page to send people to: arXiv's abstract page, else the source's page, else a search for the title. */
  readonly page: string;
  readonly pdf?: string;
  readonly huggingFace?: string;
  /** Code repositories, the source's own first. */
  readonly code: readonly string[];
  /** The authors' own page about it. */
  readonly project?: string;
  readonly picture?: string;
}

const codeHosts = String.raw`(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|anonymous\.4open\.science|huggingface\.co(?!/papers))`;
// A brace ends a link: abstracts hold "\url{…}" and "…/repo{https://…}"; so does any sign outside ASCII.
const path = String.raw`/[^\s{}<>"'\\|^\u0080-\uFFFF]+`;
// A project page on github.io needs no path.
const codeLink = new RegExp(
  String.raw`(?:https?://|(?<![\w./@-]))(?:www\.)?(${codeHosts}${path}|[\w-]+\.github\.io(?:${path})?)`,
  'gi',
);
const trailingPunctuation = /[^\p{L}\p{N}/_=-]+$/u;
/**
 * Where a link ends that no space follows: at a comma, an entity, a second link, or a sentence, told by the words that abstracts go on
 * with ("a/b.Our code"); a repository may have a dot in its name.
 */
const goesOn =
  /[,;]|&\w+;|https?:\/\/|[.!?:]+(?=(?:Our|The|We|This|These|Its?|In|All|Code|For|An?|To|And|With|Project|Data|Datasets?|Models?|Keywords?|Extensive|Experiments?|Results|Here|However|Moreover|Furthermore|Additionally|Please|See|Also|Finally|Demo|Videos?|Supplementary)(?![\w-]))/;
// LaTeX writes "my\_repo".
const escapedInLatex = /\\([_#%&~])/g;

/** Up to the bracket that closes one before the link: "(see github.com/a/b)." */
function upToBracket(link: string): string {
  let open = 0;
  for (const [at, sign] of [...link].entries()) {
    if (sign === '(' || sign === '[') open += 1;
    if (sign === ')' || sign === ']') open -= 1;
    if (open < 0) return link.slice(0, at);
  }
  return link;
}

function linkIn(match: string): string {
  const end = goesOn.exec(match)?.index ?? match.length;
  const link = upToBracket(match.slice(0, end)).replace(trailingPunctuation, '');
  // What git clones and what people read is one repository.
  return link.replace(/\.git\/?$/, '');
}

/** Each place once: hosts of code do not tell capitals apart, nor a slash at the end. */
function eachOnce(links: readonly string[]): string[] {
  const places = new Map<string, string>();
  for (const link of links) {
    const place = link.toLowerCase().replace(/\/$/, '');
    if (!places.has(place)) places.set(place, link);
  }
  return [...places.values()];
}

/** Links to code in free text, each once, always https, up to where the address ends. */
export function codeLinksIn(text: string): string[] {
  const links = [...text.replace(escapedInLatex, '$1').matchAll(codeLink)].map((match) => linkIn(match[1] ?? ''));
  return eachOnce(links.filter((link) => /github\.io|\/./.test(link)).map((link) => `https://${link}`));
}

/** `url` as https, or undefined when it is not a web address. */
function asHttps(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  parsed.protocol = 'https:';
  return parsed.href;
}

/** Hugging Face refuses questions much longer than 250 characters; the first words of a title find it. */
const maxSearchChars = 120;

function searchWords(title: string): string {
  return title.toWellFormed().slice(0, maxSearchChars).toWellFormed().replace(/\s+/g, ' ').trim();
}

/** Links are looked for in the whole abstract, and each message of a paper needs them several times; papers never change. */
const known = new WeakMap<Paper, PaperLinks>();

/** Where to read a paper. Only links that certainly lead to it; a search page where its id is unknown. */
export function paperLinks(paper: Paper): PaperLinks {
  const links = known.get(paper) ?? linksOf(paper);
  known.set(paper, links);
  return links;
}

function linksOf(paper: Paper): PaperLinks {
  const fromSource = asHttps(paper.codeUrl)?.replace(/\.git\/?$/, '');
  const code = eachOnce([...(fromSource === undefined ? [] : [fromSource]), ...codeLinksIn(paper.abstract)]);
  const projectPage = asHttps(paper.projectUrl);
  const picture = paper.thumbnailUrl?.startsWith('https:') === true ? asHttps(paper.thumbnailUrl) : undefined;
  const more = {
    ...(projectPage !== undefined && { project: projectPage }),
    ...(picture !== undefined && { picture }),
  };
  if (parseArxivId(paper.id) === paper.id) {
    return {
      page: `https://arxiv.org/abs/${paper.id}`,
      pdf: `https://arxiv.org/pdf/${paper.id}`,
      huggingFace: `https://huggingface.co/papers/${paper.id}`,
      code,
      ...more,
    };
  }
  const search = `https://huggingface.co/papers?q=${encodeURIComponent(searchWords(paper.title))}`;
  return { page: asHttps(paper.url) ?? search, code, ...more };
}
