import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly to: string | undefined;
  readonly type: string;
}

/** A browser as far as the set-up needs one, over either of its listeners: keeps cookies and sends forms. */
export class SetUpBrowser {
  readonly cookies = new Map<string, string>();
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.send('GET', path, '', headers);
  }

  /** Fills in a form of `page` and sends it, with that page's token. */
  async submit(page: string, action: string, fields: Readonly<Record<string, string | readonly string[]>> = {}) {
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await this.get(page)).text)?.[1] ?? '';
    return this.post(action, { _csrf: csrf, ...fields });
  }

  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') form.append(name, value);
      else for (const each of value) form.append(`${name}[]`, each);
    }
    return this.send('POST', path, form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  }

  /** Sends bytes, with the token of a page. */
  async postBytes(page: string, path: string, body: Uint8Array): Promise<Page> {
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await this.get(page)).text)?.[1] ?? '';
    return this.send('POST', path, body, { 'content-type': 'application/octet-stream', 'x-csrf-token': csrf });
  }

  /** Sends JSON, with the token of a page. */
  async postJson(page: string, path: string, body: object): Promise<Page> {
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await this.get(page)).text)?.[1] ?? '';
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
    return this.send('POST', path, JSON.stringify(body), headers);
  }

  private send(
    method: string,
    path: string,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const url = new URL(path, this.url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options: RequestOptions & { rejectUnauthorized: boolean } = {
      method,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      rejectUnauthorized: false,
    };
    return new Promise((resolve, reject) => {
      const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) this.keep(line);
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            to: answer.headers.location,
            type: answer.headers['content-type'] ?? '',
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) this.cookies.set(name, value);
  }
}
