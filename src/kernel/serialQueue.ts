/** Runs tasks one after the other in the order they came. A task that fails does not stop those behind it. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `task` when all earlier ones have settled; settles as it does. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Settles when everything that is in the queue now has settled. */
  async idle(): Promise<void> {
    await this.last;
  }
}
