/** Hands values from a producer to one consumer. A value that is not taken in time gives way to the next. */
export class Newest<T extends object> {
  private value: T | undefined;
  private error: Error | undefined;
  private last: T | undefined;
  private over = false;
  private wake: () => void = () => undefined;

  offer(value: T): void {
    if (this.over) return;
    this.value = value;
    this.wake();
  }

  /** No more values; one that still waits is dropped, `last` is handed over. Only the first end counts. */
  finish(last?: T): void {
    if (this.over) return;
    this.over = true;
    this.value = last;
    this.wake();
  }

  /** No more values: one that still waits is handed over, then `last`. Only the first end counts. */
  finishAfter(last?: T): void {
    if (this.over) return;
    this.over = true;
    this.last = last;
    this.wake();
  }

  /** Ends it with a bug: the consumer's {@link next} throws it. */
  fail(error: unknown): void {
    if (this.over) return;
    this.error = error instanceof Error ? error : new Error(String(error));
    this.finish();
  }

  /** The newest value as soon as there is one; undefined at the end. */
  async next(): Promise<T | undefined> {
    while (!this.value && !this.over) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.error) throw this.error;
    const { value = this.last } = this;
    if (this.value === undefined) this.last = undefined;
    this.value = undefined;
    return value;
  }
}
