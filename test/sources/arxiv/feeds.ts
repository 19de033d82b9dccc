/** Answers in the form of arXiv's feed and query API, as they were recorded in 2026; the papers are made up. */

export interface FeedPaper {
  readonly id: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly type?: string;
}

/** The daily feed of a category. */
export function dailyFeed(papers: readonly FeedPaper[], { title = 'cs.CL updates on arXiv.org' } = {}): string {
  const items = papers.map(
    ({ id, title: name = 'Sparse &amp; Fast', abstract = 'We skip $x &lt; y$.', type = 'new' }) => `<item>
      <title>${name}</title>
      <link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v1 Announce Type: ${type} \nAbstract: ${abstract}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v${type.startsWith('replace') ? 2 : 1}</guid>
      <category>cs.CL</category>
      <category>cs.LG</category>
      <pubDate>Tue, 24 Nov 2026 00:00:00 -0500</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>Ann Bee, Cee Dee and Eve Ef</dc:creator>
    </item>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>${title}</title>
    <link>http://rss.arxiv.org/rss/cs.CL</link>
    <description>cs.CL updates on the arXiv.org e-print archive.</description>
    <lastBuildDate>Tue, 24 Nov 2026 05:00:10 +0000</lastBuildDate>
    <pubDate>Tue, 24 Nov 2026 00:00:00 -0500</pubDate>
    <skipDays><day>Saturday</day><day>Sunday</day></skipDays>
    ${items.join('\n')}
  </channel>
</rss>`;
}

export interface EntryPaper {
  /** With its version, as the API gives it. */
  readonly id: string;
  readonly title?: string;
  readonly summary?: string;
  readonly comment?: string;
}

/** A page of the query API. */
export function queryPage(papers: readonly EntryPaper[], { total = papers.length, start = 0 } = {}): string {
  const entries = papers.map(
    ({ id, title = 'Halo Gas &lt;cold&gt;', summary = '  We examine\n halo gas.', comment }) => `<entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>${title}</title>
    <updated>2026-11-20T17:49:45Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${id}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${summary}</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2026-11-19T17:57:34Z</published>
    ${comment === undefined ? '' : `<arxiv:comment>${comment}</arxiv:comment>`}
    <arxiv:primary_category term="cs.CL"/>
    <author><name> Ann Bee</name><arxiv:affiliation>Here</arxiv:affiliation><arxiv:affiliation>There</arxiv:affiliation></author>
    <author><name>Cee Dee</name></author>
  </entry>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/abc</id>
  <title>arXiv Query: search_query=cat:cs.CL</title>
  <updated>2026-11-24T11:18:29Z</updated>
  <opensearch:itemsPerPage>200</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
  ${entries.join('\n')}
</feed>`;
}

/** What a question that arXiv does not take is answered with, status 200. */
export const errorPage = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <title>ArXiv Query</title>
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/api/errors#start_must_be_an_integer</id>
    <title>Error</title>
    <summary>start must be an integer</summary>
  </entry>
</feed>`;

export const blockPage = '<!DOCTYPE html><html><head><title>Access Denied</title></head><body>Denied</body></html>';
