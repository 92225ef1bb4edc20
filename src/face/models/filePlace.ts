import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Response } from 'undici';
import { failed, ok, type Result } from '../../problem/result.ts';
import { openLine, reasonOf } from './downloadLine.ts';

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
    return ok({ bytes: line.read(response), start, size });
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

/** Without what may be secret: the user and the query. */
function plain({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
