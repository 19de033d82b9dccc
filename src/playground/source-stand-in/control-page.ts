import type { IncomingMessage } from 'node:http';
import { escapeUTF8 as escaped } from 'entities';
import { dailyPapersDay, newYorkDay } from './new-york.ts';
import { faultKinds, type Page, type SourceStandIn, type StandInSource } from './source-stand-in.ts';

/** A form that adds papers and makes the stand-in fail, for people in a browser. */

const maxBodyBytes = 20_000;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > maxBodyBytes) throw new Error('Too long.');
  }
  return new URLSearchParams(body);
}

function rendered({ huggingFace, requests, now }: SourceStandIn): string {
  const day = dailyPapersDay(now());
  const rows = huggingFace.on(day).map(({ id, title, upvotes }) => `<li>${id} ${escaped(title)} (${upvotes})</li>`);
  const faultOptions = faultKinds.map((kind) => `<option>${kind}</option>`).join('');
  const asked = requests.slice(-20).map((path) => `<li>${escaped(path)}</li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stand-in for paper sources</title>
<h1>Stand-in for Hugging Face Daily Papers and arXiv</h1>
<h2>List of ${day}</h2><ul>${rows.join('')}</ul>
<form method="post" action="/papers"><label>Title <input name="title" required></label>
<label>Abstract <input name="abstract" required></label> <button>Publish today on both</button></form>
<h2>Faults</h2>
<form method="post" action="/faults"><select name="source"><option>hugging-face</option><option>arxiv</option></select>
<select name="kind"><option>none</option>${faultOptions}</select> <button>From now on</button></form>
<h2>Last requests</h2><ol>${asked.join('')}</ol></html>`;
}

/** A foreign page in the same browser must not publish here. */
function isForeign({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`;
}

/** Publishes a paper today, on both sources. */
export function publish({ huggingFace, arxiv, now }: SourceStandIn, title: string, abstract: string): void {
  const day = dailyPapersDay(now());
  const upvotes = huggingFace.all().length + 1;
  const paper = {
    id: `${day.slice(2, 4)}${day.slice(5, 7)}.${String(90_000 + upvotes)}`,
    ...{ title, abstract, authors: ['Ada Example', 'Bob Example'], categories: ['cs.CL'], upvotes },
  };
  huggingFace.put(day, paper);
  arxiv.put(newYorkDay(now()), paper);
}

function setFault(standIn: SourceStandIn, form: URLSearchParams): void {
  const source: StandInSource = form.get('source') === 'arxiv' ? 'arxiv' : 'hugging-face';
  const kind = faultKinds.find((known) => known === form.get('kind'));
  if (kind === undefined) standIn.heal(source);
  else standIn.fail(source, kind);
}

export const controlPage: Page = async (standIn, request, response, { pathname }) => {
  if (request.method === 'POST' && ['/papers', '/faults'].includes(pathname)) {
    if (isForeign(request)) {
      response.writeHead(403).end();
      return true;
    }
    const form = await formOf(request);
    if (pathname === '/faults') setFault(standIn, form);
    else publish(standIn, form.get('title') ?? '', form.get('abstract') ?? '');
    response.writeHead(303, { location: '/' }).end();
    return true;
  }
  if (pathname !== '/') return false;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(rendered(standIn));
  return true;
};
