/** What a stand-in answers. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function jsonReply(value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}

export function xmlReply(body: string): Reply {
  return { status: 200, body, headers: { 'content-type': 'application/xml; charset=utf-8' } };
}

/** For XML and HTML, in an attribute too. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
