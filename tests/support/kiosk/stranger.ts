import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** What a listener answered to bytes that no library would send. */
export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these lines (a request's head) to the port of `url` and reads until the other side is done. */
export function sendRaw(url: string, ...lines: readonly string[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = dial(url);
    let text = '';
    const limit = setTimeout(() => socket.destroy(), 3_000);
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('close', () => {
      clearTimeout(limit);
      resolve({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
    // A reset is an answer too.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

/** A connection to the port of `url`, from this address of the machine's own. */
export function dial(url: string, localAddress = '127.0.0.1'): Socket {
  return connect({ host: '127.0.0.1', port: Number(new URL(url).port), localAddress });
}

/** The lines that ask for a WebSocket. */
export function upgradeLines(url: string, path: string, ...more: readonly string[]): readonly string[] {
  return [
    `GET ${path} HTTP/1.1`,
    ...(more.some((line) => /^host:/i.test(line)) ? [] : [`Host: ${new URL(url).host}`]),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.from('sixteen bytes ok').toString('base64')}`,
    ...more,
  ];
}

/** A line to the patient screen as a program of one's own opens it. */
export class OwnLine {
  readonly socket: WebSocket;
  readonly messages: string[] = [];
  /** The code it was closed with. */
  readonly closed: Promise<number>;

  /** @param url the screen's, with whatever opens it */
  constructor(url: string) {
    const address = new URL(url);
    address.protocol = 'ws:';
    address.pathname = '/live';
    this.socket = new WebSocket(address);
    this.socket.on('message', (data, isBinary) => this.messages.push(isBinary ? 'a picture' : data.toString()));
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
  }

  press(action: string): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify({ action }));
  }
}
