import type { WebSocket } from 'ws';

/** How long the browser that is there may take to answer when another wants its place, milliseconds. */
const answerMs = 1_000;

/** How often the browser that is there is asked whether it still is, milliseconds. */
const beatMs = 5_000;

/**
 * One browser at a time. A second one gets in only where the first is gone, or does not answer for a second: a page
 * that is loaded again closes its line, a browser that crashed loses it, a machine that hangs stays silent. As long as
 * the first one answers, whoever comes is turned away, whatever they know.
 */
export class OneBrowser {
  private present: WebSocket | undefined;
  private isAsking = false;

  /** Whether one is there, as far as its line tells. */
  isThere(): boolean {
    return this.present !== undefined && this.present.readyState === this.present.OPEN;
  }

  /** Whether `socket` may have the place; it has it then. */
  async admit(socket: WebSocket): Promise<boolean> {
    const present = this.present;
    if (present && present.readyState === present.OPEN) {
      // One asks, the others are turned away: nobody makes the one who is there answer all day.
      if (this.isAsking) return false;
      this.isAsking = true;
      const isThere = await answers(present);
      this.isAsking = false;
      if (isThere) return false;
    }
    present?.terminate();
    if (socket.readyState !== socket.OPEN) return false;
    this.present = socket;
    this.watch(socket);
    return true;
  }

  /** Ends a line at whose other end nobody answers. */
  private watch(socket: WebSocket): void {
    let isSilent = false;
    socket.on('pong', () => {
      isSilent = false;
    });
    const beat = setInterval(() => {
      if (isSilent) return socket.terminate();
      isSilent = true;
      socket.ping();
    }, beatMs).unref();
    socket.once('close', () => {
      clearInterval(beat);
      if (this.present === socket) this.present = undefined;
    });
  }
}

function answers(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isThere: boolean): void => {
      clearTimeout(limit);
      socket.off('pong', hear);
      socket.off('close', miss);
      resolve(isThere);
    };
    const hear = (): void => settle(true);
    const miss = (): void => settle(false);
    const limit = setTimeout(miss, answerMs);
    socket.once('pong', hear);
    socket.once('close', miss);
    socket.ping();
  });
}
