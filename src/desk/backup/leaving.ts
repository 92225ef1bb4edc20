import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Result } from '../../problem/result.ts';

/** How a backup left. `broken-off`: the browser went away in the middle. `failed`: it could not be made to its end. */
export interface Left {
  readonly outcome: 'whole' | 'broken-off' | 'failed';
  /** How many bytes of it were taken. */
  readonly bytes: number;
}

/**
 * A sealed file on its way to a browser: how much of it left, and whether that is all of it. Nothing of it is kept on
 * this machine, so that a browser which leaves in the middle leaves nothing behind here.
 */
export class Leaving {
  /** Resolves once, when the browser has all of it or the connection is gone. */
  readonly ended: Promise<Left>;
  private readonly answer: ServerResponse;
  private end: (left: Left) => void = () => undefined;
  private source: Readable | undefined;
  private hasFailed = false;
  private sent = 0;

  constructor(answer: ServerResponse) {
    this.answer = answer;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    answer.once('close', () => {
      this.source?.destroy();
      const isWhole = this.source !== undefined && answer.writableFinished;
      this.end({ outcome: this.hasFailed ? 'failed' : isWhole ? 'whole' : 'broken-off', bytes: this.sent });
    });
  }

  /** Begins the making of it; what does not begin has failed, also where that is a bug. */
  async begins<T>(make: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      const made = await make();
      this.hasFailed = !made.ok;
      return made;
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  /** The same bytes, counted as they are taken. */
  counted(source: Readable): Readable {
    this.source = source;
    if (this.answer.destroyed) source.destroy();
    return Readable.from(this.pieces(source), { objectMode: false });
  }

  private async *pieces(source: Readable): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const piece of source) {
        yield piece;
        this.sent += piece.length;
      }
    } catch (error) {
      // Destroyed from here: the browser is gone.
      this.hasFailed = !this.answer.destroyed;
      throw error;
    }
  }
}
