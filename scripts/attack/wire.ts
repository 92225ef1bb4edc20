import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';

/** What a listener answered to bytes that no library would send. */
export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
}

const answerLimitMs = 5_000;

/** A connection to the port of `url`, with TLS where it says so. The desk's own certificate is taken as it is. */
export function dial(url: string): Socket {
  const { protocol, hostname: name, port } = new URL(url);
  const host = name.replace(/^\[|\]$/g, '');
  const at = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  return protocol === 'https:' ? connectTls({ ...at, rejectUnauthorized: false }) : connect(at);
}

/** Sends exactly these lines (a request's head) to the port of `url` and reads until the other side is done. */
export function sendRaw(url: string, ...lines: readonly string[]): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = dial(url);
    let text = '';
    const limit = setTimeout(() => socket.destroy(), answerLimitMs);
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('close', () => {
      clearTimeout(limit);
      resolve({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
    // A reset is an answer too: nothing came through.
    socket.on('error', () => undefined);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
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

export interface Answer {
  /** 0 where there was none. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An ordinary request, without following anything, keeping anything or trusting anybody. */
export function ask(url: URL | string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const address = new URL(url);
  const request = address.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const options = { method, headers: { ...headers }, agent: false, rejectUnauthorized: false };
    const asked = request(address, { ...options, timeout: answerLimitMs }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      answer.on('error', () => undefined);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve({ status: 0, headers: {}, body: '' }));
    asked.end(body);
  });
}

const mostTries = 12;
const betweenTriesMs = 500;

/**
 * The same for who has time: where the listener has had enough of this address for now (429, or no answer at all), it
 * is asked again. What was not answered proves nothing.
 */
export async function askPatiently(url: URL | string, asked: Asked = {}): Promise<Answer> {
  let answer = await ask(url, asked);
  for (let tries = 1; tries < mostTries && (answer.status === 0 || answer.status === 429); tries += 1) {
    await pause(betweenTriesMs);
    answer = await ask(url, asked);
  }
  return answer;
}
