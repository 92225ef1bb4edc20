import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { linkedAbort } from '../kernel/linkedAbort.ts';

/** Asks whoever sits at the terminal: the line they type; undefined when they end the input, or `signal` aborts. */
export type Ask = (question: string, signal: AbortSignal) => Promise<string | undefined>;

/**
 * Asks on standard error, reads from standard input. Only what is typed after the question counts: what lay in wait
 * answers nothing. The terminal keeps its own ways, so that Ctrl-C stays a signal.
 */
export async function askAtTerminal(question: string, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, terminal: false });
  const until = linkedAbort([signal]);
  try {
    const ended = once(lines, 'close', until).then(() => undefined);
    const line = once(lines, 'line', until).then(([text]) => String(text));
    return await Promise.race([line, ended]);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    until.release();
    lines.close();
  }
}
