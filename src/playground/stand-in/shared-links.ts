/** A link that the app registered for, as Slack tells of it. */
export interface SharedLink {
  domain: string;
  url: string;
}

/** As a message's text holds links: `<https://…>` or `<https://…|label>`, with Slack's three entities. */
const linkTokens = /<(https?:\/\/[^<>|\s]+)(?:\|[^<>]*)?>/g;

/** docs, unfurling links: every subdomain of a registered domain matches as well; a port changes nothing. */
function domainOf(url: string, domains: readonly string[]): string | undefined {
  const { hostname } = new URL(url);
  return domains.find((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** The links of a message's text that belong to one of the domains, each once, in order. */
export function sharedLinksIn(text: string, domains: readonly string[]): SharedLink[] {
  const urls = [...text.matchAll(linkTokens)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
  return [...new Set(urls)].flatMap((url) => {
    const domain = URL.canParse(url) ? domainOf(url, domains) : undefined;
    return domain === undefined ? [] : [{ domain, url }];
  });
}
