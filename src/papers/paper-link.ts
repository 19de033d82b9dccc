import { parseArxivId } from './arxiv-id.ts';

/** Where each site keeps its papers: what stands before the id in an address. Nothing else of these sites is a paper. */
const pathsByHost: readonly (readonly [host: string, path: RegExp])[] = [
  // https://info.arxiv.org/help/arxiv_identifier_for_services.html; "ftp/…/papers" and "format" lead to parts of one.
  ['arxiv.org', /^\/(?:abs|pdf|html|format|ps|src|e-print)\//i],
  ['huggingface.co', /^\/papers\//i],
  ['alphaxiv.org', /^\/(?:[a-z]{2}\/)?(?:abs|pdf|html|overview|resources|audio)\//i],
  // arXiv's own DOIs: https://info.arxiv.org/help/doi.html
  ['doi.org', /^\/10\.48550\/arxiv\./i],
];

/** The arXiv id of the paper whose page this address is, version-less; undefined where it leads to anything else. */
export function paperOfLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const path = pathname.replace(/%2f/gi, '/');
  const before = pathsByHost.find(([host]) => hostname === host || hostname.endsWith(`.${host}`))?.[1];
  const rest = before?.test(path) === true ? path.replace(before, '').replace(/(?:\.pdf)?\/?$/i, '') : '';
  const id = parseArxivId(rest);
  // A sentence behind the id, or another page below it, is not the paper's.
  return id !== undefined && isIdAlone(rest, id) ? id : undefined;
}

/** "2402.17762v2", "math.GT/0309136": the id with its version and, of an old one, its subject class. */
function isIdAlone(text: string, id: string): boolean {
  const bare = text
    .toLowerCase()
    .replace(/v\d+$/, '')
    .replace(/\.[a-z-]+\//, '/');
  return bare === id;
}
