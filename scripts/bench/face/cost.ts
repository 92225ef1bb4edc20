/** What work took, milliseconds. */
export interface Cost {
  readonly ms: number;
  /** Processor time of the whole process: what else runs on the machine hardly shows in it. */
  readonly processorMs: number;
}

/** Does the work; its outcome and what it took. */
export async function costOf<T>(work: () => Promise<T>): Promise<Cost & { readonly value: T }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: performance.now() - started, processorMs: (user + system) / 1_000 };
}

/** Of the middle of several. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
