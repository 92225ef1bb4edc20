/** Who wants to be told, each once, in the order they came. */
export class Listeners<T extends readonly unknown[] = []> {
  private readonly all = new Set<(...news: T) => void>();

  get size(): number {
    return this.all.size;
  }

  /** Calls `listener` at each {@link tell} from now on; returns the way to stop that. */
  add(listener: (...news: T) => void): () => void {
    this.all.add(listener);
    return () => void this.all.delete(listener);
  }

  tell(...news: T): void {
    for (const listener of this.all) listener(...news);
  }

  /** Nobody is told any more. */
  clear(): void {
    this.all.clear();
  }
}
