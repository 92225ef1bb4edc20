/**
 * Tells something at once, and again only after a pause: what comes meanwhile is told once, at the end of it. For news
 * of which only the newest counts.
 */
export class Paced {
  private readonly pauseMs: number;
  private readonly tell: () => void;
  private timer: NodeJS.Timeout | undefined;
  private missed = false;

  constructor(pauseMs: number, tell: () => void) {
    this.pauseMs = pauseMs;
    this.tell = tell;
  }

  ring(): void {
    if (this.timer) {
      this.missed = true;
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.missed) return;
      this.missed = false;
      this.ring();
    }, this.pauseMs).unref();
    this.tell();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.missed = false;
  }
}
