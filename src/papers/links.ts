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
}

const codeHosts = String.raw`(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|anonymous\.4open\.science|huggingface\.co(?!/papers))`;
// A brace ends a link: abstracts hold "\url{…}" and "…/repo{https://…}".
const path = String.raw`/[^\s{}<>"'\\|^]+`;
// A project page on github.io needs no path.
const codeLink = new RegExp(
  String.raw`(?:https?://|(?<![\w./@-]))(?:www\.)?(${codeHosts}${path}|[\w-]+\.github\.io(?:${path})?)`,
  'gi',
);
const trailingPunctuation = /[^\p{L}\p{N}/_=-]+$/u;
// LaTeX writes "my\_repo".
const escapedInLatex = /\\([_#%&~])/g;

/** Links to code in free text, each once, always https, without the punctuation that follows them. */
export function codeLinksIn(text: string): string[] {
  const links = [...text.replace(escapedInLatex, '$1').matchAll(codeLink)].map(
    (match) => `https://${(match[1] ?? '').replace(trailingPunctuation, '')}`,
  );
  return [...new Set(links)];
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

/** Where to read a paper. Only links that certainly lead to it; a search page where its id is unknown. */
export function paperLinks(paper: Paper): PaperLinks {
  const fromSource = asHttps(paper.codeUrl);
  const code = [...new Set([...(fromSource === undefined ? [] : [fromSource]), ...codeLinksIn(paper.abstract)])];
  const projectPage = asHttps(paper.projectUrl);
  const project = projectPage === undefined ? {} : { project: projectPage };
  if (parseArxivId(paper.id) === paper.id) {
    return {
      page: `https://arxiv.org/abs/${paper.id}`,
      pdf: `https://arxiv.org/pdf/${paper.id}`,
      huggingFace: `https://huggingface.co/papers/${paper.id}`,
      code,
      ...project,
    };
  }
  const search = `https://huggingface.co/papers?q=${encodeURIComponent(searchWords(paper.title))}`;
  return { page: asHttps(paper.url) ?? search, code, ...project };
}
