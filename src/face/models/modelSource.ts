import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../problem/result.ts';

/** A file on its way in. Reading `bytes` throws where the way breaks. */
export interface IncomingFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As announced; undefined where nobody said. */
  readonly size: number | undefined;
}

/** Where model files come from. */
export interface ModelSource {
  /** U-703 where the file cannot be had from here. */
  open(file: string): Promise<Result<IncomingFile>>;
}

/** A folder that holds the files under the names of the manifest. */
export function folderSource(folder: string): ModelSource {
  return {
    open: async (file) => {
      const path = join(folder, file);
      try {
        const { size } = await stat(path);
        return ok({ bytes: createReadStream(path), size });
      } catch {
        return failed('U-703', `${file} is not in ${folder}`);
      }
    },
  };
}

const mostRedirects = 5;

/**
 * A place on the web below which the files lie.
 *
 * @param base http or https; names are added to its path
 * @param silenceMs how long the other side may say nothing before it is given up
 */
export function webSource(base: URL, silenceMs = 30_000): ModelSource {
  return { open: (file) => download(fileBelow(base, file), silenceMs) };
}

function fileBelow(base: URL, file: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${file}`;
  return url;
}

async function download(from: URL, silenceMs: number): Promise<Result<IncomingFile>> {
  let url = from;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const silence = new Silence(silenceMs);
    let response: Response;
    try {
      response = await fetch(url, { redirect: 'manual', signal: silence.signal });
    } catch (error) {
      silence.end();
      return failed('U-703', `${plain(url)} cannot be reached: ${reasonOf(error)}`);
    }
    const target = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && target !== null) {
      silence.end();
      await response.body?.cancel();
      const next = new URL(target, url);
      if (!mayLeadTo(url, next)) return failed('U-703', `${plain(url)} leads to ${plain(next)}, which is not followed`);
      url = next;
      continue;
    }
    if (!response.ok || !response.body) {
      silence.end();
      await response.body?.cancel();
      return failed('U-703', `${plain(url)} answers ${response.status}: look at the address given with --from`);
    }
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    return ok({ bytes: watched(response.body, silence), size: Number.isFinite(length) ? length : undefined });
  }
  return failed('U-703', `${plain(from)} leads on more than ${mostRedirects} times`);
}

/** From https to https wherever it goes; else only within one host, and never back to http. */
function mayLeadTo(from: URL, to: URL): boolean {
  if (to.protocol === 'https:') return from.protocol === 'https:' || from.hostname === to.hostname;
  return to.protocol === 'http:' && from.protocol === 'http:' && from.hostname === to.hostname;
}

async function* watched(body: AsyncIterable<Uint8Array>, silence: Silence): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      silence.broken();
      yield chunk;
    }
  } catch (error) {
    throw new Error(`the download broke off: ${reasonOf(error)}`, { cause: error });
  } finally {
    silence.end();
  }
}

/** Gives up a connection on which nothing has come for too long. */
class Silence {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.timer = setTimeout(() => this.controller.abort(new Error(`nothing came for ${ms / 1_000} s`)), ms);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  broken(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
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
