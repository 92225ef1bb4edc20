import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { unpausedAnswers } from '../../kernel/unpausedAnswers.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { proxies } from '../../system/environment.ts';

/** A file on its way in. Reading `bytes` throws where the way breaks. */
export interface IncomingFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Where in the file they begin: where they were asked to, or at 0. */
  readonly start: number;
  /** Of the whole file, as announced; undefined where nobody said. */
  readonly size: number | undefined;
}

/** A place where one file may be had. */
export interface FilePlace {
  /** @param from how much of it is there already. U-703 where the file cannot be had from here */
  open(from: number): Promise<Result<IncomingFile>>;
}

/** Where files lie: a folder, or an address below which they do. */
export type FileStore = string | URL;

/** That file in a store. */
export function placeIn(store: FileStore, file: string): FilePlace {
  return typeof store === 'string' ? inFolder(store, file) : onTheWeb(below(store, file));
}

function inFolder(folder: string, file: string): FilePlace {
  return {
    open: async (from) => {
      const path = join(folder, file);
      try {
        const { size } = await stat(path);
        const start = from < size ? from : 0;
        return ok({ bytes: createReadStream(path, { start }), start, size });
      } catch {
        return failed('U-703', `${file} is not in ${folder}`);
      }
    },
  };
}

function below(base: URL, file: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${file}`;
  return url;
}

const mostRedirects = 5;

/**
 * A file at an address, through the proxy that the environment names.
 *
 * @param url http or https
 * @param silenceMs how long the other side may say nothing before it is given up
 */
export function onTheWeb(url: URL, silenceMs = 30_000): FilePlace {
  return { open: (from) => download(url, from, silenceMs) };
}

async function download(from: URL, offset: number, silenceMs: number): Promise<Result<IncomingFile>> {
  let url = from;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const opened = openLine(silenceMs);
    if (!opened.ok) return opened;
    const line = opened.value;
    let response: Response;
    try {
      response = await line.ask(url, offset);
    } catch (error) {
      line.end();
      return failed('U-703', `${url.host} cannot be reached: ${reasonOf(error)}`);
    }
    const target = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && target !== null) {
      await response.body?.cancel();
      line.end();
      const next = new URL(target, url);
      if (!mayLeadTo(url, next)) return failed('U-703', `${plain(url)} leads to ${plain(next)}, which is not followed`);
      url = next;
      continue;
    }
    // More is there than the file has: what is there is of another one.
    if (response.status === 416 && offset > 0) {
      await response.body?.cancel();
      line.end();
      return download(from, 0, silenceMs);
    }
    const start = response.status === 206 ? startOf(response) : 0;
    if (!response.ok || !response.body || (start !== 0 && start !== offset)) {
      await response.body?.cancel();
      line.end();
      return failed('U-703', `${plain(url)} answers ${response.status}: look at the address`);
    }
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const size = Number.isFinite(length) ? start + length : undefined;
    return ok({ bytes: watched(response.body, line), start, size });
  }
  return failed('U-703', `${plain(from)} leads on more than ${mostRedirects} times`);
}

/** Of `content-range: bytes 500-999/1000`; NaN where it says something else. */
function startOf(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
}

/** From https to https wherever it goes; else only within one host, and never back to http. */
function mayLeadTo(from: URL, to: URL): boolean {
  if (to.protocol === 'https:') return from.protocol === 'https:' || from.hostname === to.hostname;
  return to.protocol === 'http:' && from.protocol === 'http:' && from.hostname === to.hostname;
}

async function* watched(body: AsyncIterable<Uint8Array>, line: Line): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      line.heard();
      yield chunk;
    }
  } catch (error) {
    throw new Error(`the download broke off: ${reasonOf(error)}`, { cause: error });
  } finally {
    line.end();
  }
}

function openLine(silenceMs: number): Result<Line> {
  try {
    // Without a tunnel to http addresses: many proxies allow one to port 443 only.
    const agent = new EnvHttpProxyAgent({ ...proxies(), proxyTunnel: false });
    return ok(new Line(agent.compose(unpausedAnswers), silenceMs));
  } catch (error) {
    return failed('U-703', `the proxy is no address: look at HTTPS_PROXY and HTTP_PROXY (${reasonOf(error)})`);
  }
}

/** One connection, given up where nothing has come for too long. */
class Line {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher, silenceMs: number) {
    this.dispatcher = dispatcher;
    this.timer = setTimeout(
      () => this.controller.abort(new Error(`nothing came for ${silenceMs / 1_000} s`)),
      silenceMs,
    );
  }

  ask(url: URL, offset: number): Promise<Response> {
    return fetch(url, {
      redirect: 'manual',
      signal: this.controller.signal,
      dispatcher: this.dispatcher,
      // Packed, a part of the file would be a part of the packed one.
      headers: { 'accept-encoding': 'identity', ...(offset > 0 ? { range: `bytes=${offset}-` } : {}) },
    });
  }

  heard(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
    this.dispatcher.destroy().catch(() => undefined);
  }
}

/** Without what may be secret: the user and the query. */
function plain({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** fetch hides what happened in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
