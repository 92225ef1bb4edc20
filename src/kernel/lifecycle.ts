import type { Logger } from 'pino';

/** What has been opened, closed again in the opposite order; one that fails to close does not stop the others. */
export class Lifecycle {
  private readonly closers: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  private readonly log: Pick<Logger, 'warn'>;

  constructor(log: Pick<Logger, 'warn'>) {
    this.log = log;
  }

  /** Remembers how to close what was just opened, and hands it through. */
  opened(name: string, close: () => Promise<void> | void): void {
    this.closers.push({ name, close });
  }

  /** Closes everything because a step failed, and hands through what that step answered. */
  async closing<T>(answer: T): Promise<T> {
    await this.close();
    return answer;
  }

  async close(): Promise<void> {
    for (let next = this.closers.pop(); next; next = this.closers.pop()) {
      try {
        await next.close();
      } catch (error) {
        this.log.warn({ part: next.name, error: String(error) }, 'did not close cleanly');
      }
    }
  }
}
