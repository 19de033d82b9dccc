import { escapeUTF8 as escaped } from 'entities';
import { isWeekend, newYorkDay } from './new-york.ts';
import type { Published, StandInPaper } from './published.ts';
import { type Reply, xmlReply } from './reply.ts';

/** arXiv's part: the daily feed of some categories, and queries by category and date, or by id. */

function isIn({ categories }: StandInPaper, wanted: readonly string[]): boolean {
  return categories.some((category) => wanted.includes(category));
}

/** @param day whose papers the feed shows */
export function feed(url: URL, published: Published, day: string, now: number): Reply {
  const wanted = decodeURIComponent(url.pathname.replace('/rss/', '')).split('+');
  const papers = isWeekend(newYorkDay(now)) ? [] : published.on(day).filter((paper) => isIn(paper, wanted));
  const items = papers.map(
    ({ id, title, abstract, authors, categories }) => `<item>
<title>${escaped(title)}</title>
<link>https://arxiv.org/abs/${id}</link>
<description>arXiv:${id}v1 Announce Type: new \nAbstract: ${escaped(abstract)}</description>
<guid isPermaLink="false">oai:arXiv.org:${id}v1</guid>
${categories.map((category) => `<category>${escaped(category)}</category>`).join('')}
<pubDate>${new Date(`${day}T05:00:00Z`).toUTCString()}</pubDate>
<arxiv:announce_type>new</arxiv:announce_type>
<dc:creator>${escaped(authors.join(', '))}</dc:creator>
</item>`,
  );
  return xmlReply(`<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>${escaped(wanted.join('+'))} updates on arXiv.org</title>
<link>http://rss.arxiv.org/rss/${escaped(wanted.join('+'))}</link>
<description>Stand-in</description>
<lastBuildDate>${new Date(now).toUTCString()}</lastBuildDate>
<skipDays><day>Saturday</day><day>Sunday</day></skipDays>
${items.join('\n')}
</channel></rss>`);
}

export function query(url: URL, published: Published): Reply {
  const question = url.searchParams.get('search_query') ?? '';
  const wanted = [...question.matchAll(/cat:([\w.-]+)/g)].map((match) => match[1] ?? '');
  const [, year = '', month = '', date = ''] = /submittedDate:\[(\d{4})(\d{2})(\d{2})/.exec(question) ?? [];
  const day = `${year}-${month}-${date}`;
  const ids = url.searchParams.get('id_list')?.split(',');
  const found =
    ids === undefined
      ? published.on(day).filter((paper) => isIn(paper, wanted))
      : published.all().filter(({ id }) => ids.includes(id));
  const start = Number(url.searchParams.get('start') ?? 0);
  const papers = found.slice(start, start + Number(url.searchParams.get('max_results') ?? 10));
  const entries = papers.map(
    ({ id, title, abstract, authors, categories }) => `<entry>
<id>http://arxiv.org/abs/${id}v1</id><title>${escaped(title)}</title><updated>${day}T12:00:00Z</updated>
<summary>${escaped(abstract)}</summary>
${categories.map((category) => `<category term="${escaped(category)}"/>`).join('')}
<published>${day}T12:00:00Z</published><arxiv:primary_category term="${escaped(categories[0] ?? '')}"/>
${authors.map((author) => `<author><name>${escaped(author)}</name></author>`).join('')}
</entry>`,
  );
  return xmlReply(`<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
<id>https://arxiv.org/api/stand-in</id><title>arXiv Query</title><updated>${day}T12:00:00Z</updated>
<opensearch:totalResults>${found.length}</opensearch:totalResults><opensearch:startIndex>${start}</opensearch:startIndex>
${entries.join('\n')}
</feed>`);
}
