import { Agent, request } from 'node:https';

/** What the desk answered. */
export interface DeskAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** As they came: a file to be saved. */
  readonly bytes: Buffer;
  /** What time it is on the kiosk, milliseconds since the epoch: an emulated machine's clock falls behind. */
  readonly at: number;
}

/** A password alone takes an emulated machine a minute, where another one runs beside it. */
const withinMs = 180_000;

/**
 * A browser of the clinic's, as far as the desk needs one: keeps cookies and brings the token of its forms. What it
 * speaks to is known by its place: the certificate is of the machine's own making.
 */
export class DeskBrowser {
  private readonly cookies = new Map<string, string>();
  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  private readonly port: number;

  /** @param port on this side, behind which the machine's desk is */
  constructor(port: number) {
    this.port = port;
  }

  get(path: string): Promise<DeskAnswer> {
    return this.send('GET', path);
  }

  async post(path: string, fields: object): Promise<DeskAnswer> {
    return this.sendGuarded(path, 'application/json', Buffer.from(JSON.stringify(fields)));
  }

  async postBytes(path: string, bytes: Uint8Array): Promise<DeskAnswer> {
    return this.sendGuarded(path, 'application/octet-stream', bytes);
  }

  close(): void {
    this.agent.destroy();
  }

  private async sendGuarded(path: string, type: string, bytes: Uint8Array): Promise<DeskAnswer> {
    const { body } = await this.get('/api/csrf');
    return this.send('POST', path, bytes, { 'content-type': type, 'x-csrf-token': String(body.csrf) });
  }

  private send(
    method: string,
    path: string,
    bytes?: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<DeskAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { agent, port } = this;
    return new Promise((resolve, reject) => {
      const sent = request(
        { agent, method, path, host: '127.0.0.1', port, headers: { ...headers, ...(cookie !== '' && { cookie }) } },
        (answer) => {
          for (const line of answer.headers['set-cookie'] ?? []) this.keep(line);
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => void parts.push(part));
          answer.once('error', reject);
          answer.once('end', () => {
            const sent = Buffer.concat(parts);
            resolve({
              status: answer.statusCode ?? 0,
              body: fieldsIn(sent.toString('utf8')),
              bytes: sent,
              at: Date.parse(answer.headers.date ?? '') || Date.now(),
            });
          });
        },
      );
      sent.setTimeout(withinMs, () => sent.destroy(new Error(`the desk does not answer ${path}`)));
      sent.once('error', reject);
      sent.end(bytes);
    });
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The fields of a JSON answer; none where it is a page. */
function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
