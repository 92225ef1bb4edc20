import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../diagnostics/report.ts';
import { tokyoSeconds } from '../../kernel/tokyoTime.ts';
import type { CommandContext } from '../context.ts';

const pauseMs = 2_000;

/**
 * Looks again and again until the program is told to stop, and prints the whole whenever the findings are others than
 * before: the one that flickers shows itself. Returns the last report.
 */
export async function watching(
  look: () => Promise<Report>,
  print: (report: Report) => void,
  { stopped, now, complain }: CommandContext,
): Promise<Report> {
  const stopping = new AbortController();
  void stopped().then(() => stopping.abort());
  let before: string | undefined;
  for (;;) {
    const report = await look();
    const found = report.findings
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
    if (found !== before) {
      if (before !== undefined) complain(`${clock(now())} ${found === '' ? '異常なし' : found}\n`);
      print(report);
    }
    before = found;
    if (!stopping.signal.aborted) {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (stopping.signal.aborted) return report;
  }
}

function clock(at: number): string {
  const text = tokyoSeconds(at);
  return `${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12)}`;
}
