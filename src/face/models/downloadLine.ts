import { type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { unpausedAnswers } from '../../kernel/unpausedAnswers.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { proxies } from '../../system/environment.ts';

/**
 * A line for one answer, through the proxy that the environment names.
 *
 * @param silenceMs how long the other side may say nothing before it is given up
 * @returns U-703 where the proxy is none
 */
export function openLine(silenceMs: number): Result<DownloadLine> {
  try {
    // Without a tunnel to http addresses: many proxies allow one to port 443 only.
    return ok(new DownloadLine(new EnvHttpProxyAgent({ ...proxies(), proxyTunnel: false }), silenceMs));
  } catch (error) {
    return failed('U-703', `the proxy is no address: look at HTTPS_PROXY and HTTP_PROXY (${reasonOf(error)})`);
  }
}

/** One connection, given up where nothing has come for too long. */
class DownloadLine {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly agent: Dispatcher;
  private readonly breaks = new LateBreaks();

  constructor(agent: Dispatcher, silenceMs: number) {
    this.agent = agent;
    this.timer = setTimeout(
      () => this.controller.abort(new Error(`nothing came for ${silenceMs / 1_000} s`)),
      silenceMs,
    );
  }

  /** @param offset where in the file the answer is to begin. Throws where nobody answers */
  ask(url: URL, offset: number): Promise<Response> {
    return fetch(url, {
      redirect: 'manual',
      signal: this.controller.signal,
      dispatcher: this.agent.compose(unpausedAnswers, this.breaks.interceptor),
      // Packed, a part of the file would be a part of the packed one.
      headers: { 'accept-encoding': 'identity', ...(offset > 0 ? { range: `bytes=${offset}-` } : {}) },
    });
  }

  /** All that comes, and the end of the line behind it. Throws, behind the last of it, where the line breaks. */
  async *read({ body }: Response): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body ?? []) {
        this.timer.refresh();
        yield chunk;
        this.breaks.taken(chunk.length);
      }
    } catch (error) {
      throw new Error(`the download broke off: ${reasonOf(error)}`, { cause: error });
    } finally {
      this.end();
    }
  }

  end(): void {
    clearTimeout(this.timer);
    this.agent.destroy().catch(() => undefined);
  }
}

/**
 * Says that a line broke once all that came over it has been taken. fetch drops what was not, so that a line that breaks
 * at every megabyte would bring nothing to whoever is slower than the line, however often he asks.
 */
class LateBreaks {
  private waiting = 0;
  private tell: (() => void) | undefined;

  readonly interceptor: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (controller, ...upgrade) => handler.onRequestUpgrade?.(controller, ...upgrade),
      onResponseStart: (controller, ...start) => handler.onResponseStart?.(controller, ...start),
      onResponseData: (controller, chunk) => {
        this.waiting += chunk.length;
        handler.onResponseData?.(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => {
        this.tell = () => handler.onResponseError?.(controller, error);
        this.tellInTime();
      },
    });

  taken(bytes: number): void {
    this.waiting -= bytes;
    this.tellInTime();
  }

  private tellInTime(): void {
    // Less than none where the other side packed it all the same.
    if (this.waiting > 0) return;
    this.tell?.();
    this.tell = undefined;
  }
}

/** What happened; fetch hides it in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
