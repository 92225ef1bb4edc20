/** Where nobody watches a terminal, a line is written once so much more of the way is done, and time has passed. */
const everyShare = 0.1;
const everyMs = { terminal: 200, file: 1_000 } as const;
const barWidth = 24;

export interface ProgressOptions {
  /** What is going on. */
  readonly what: string;
  /** Whether a line can be written over. */
  readonly terminal: boolean;
  /** How an amount reads; plain numbers if absent. */
  readonly amount?: (amount: number) => string;
}

/**
 * Tells how far long work is: on a terminal a bar that is written over, elsewhere a line every tenth of the way.
 *
 * @param write takes text as it is
 */
export function progressTo(
  write: (text: string) => void,
  { what, terminal, amount = String }: ProgressOptions,
): (done: number, total: number) => void {
  const started = performance.now();
  let [toldAt, toldShare] = [started, 0];
  return (done, total) => {
    const now = performance.now();
    const share = total > 0 ? Math.min(1, done / total) : 1;
    const last = done >= total;
    const soon = now - toldAt < (terminal ? everyMs.terminal : everyMs.file);
    if (!last && (soon || (!terminal && share - toldShare < everyShare))) return;
    [toldAt, toldShare] = [now, share];
    const left = Math.round(((now - started) / 1_000) * (1 / share - 1));
    const text = `${what}: ${amount(done)} of ${amount(total)}${last ? '' : `, ${left} s left`}`;
    write(terminal ? `\r${bar(share)} ${text.padEnd(60)}${last ? '\n' : ''}` : `${text}\n`);
  };
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`;
}
