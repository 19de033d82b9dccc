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
