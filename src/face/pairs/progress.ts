/** Between two lines where nobody watches a terminal. */
const everyShare = 0.1;
const everyMs = 200;

/**
 * Tells how far long work is: on a terminal one line that is written over, elsewhere a line every tenth of the way.
 *
 * @param write takes text as it is
 */
export function progressTo(
  write: (text: string) => void,
  what: string,
  terminal: boolean,
): (done: number, total: number) => void {
  const started = performance.now();
  let [toldAt, toldShare] = [Number.NEGATIVE_INFINITY, 0];
  return (done, total) => {
    const now = performance.now();
    const last = done === total;
    if (terminal && now - toldAt < everyMs && !last) return;
    if (!terminal && done / total - toldShare < everyShare && !last) return;
    [toldAt, toldShare] = [now, done / total];
    const left = Math.round(((now - started) / done / 1_000) * (total - done));
    const text = `${what}: ${done} of ${total}${last ? '' : `, ${left} s left`}`;
    write(terminal ? `\r${text.padEnd(60)}${last ? '\n' : ''}` : `${text}\n`);
  };
}
