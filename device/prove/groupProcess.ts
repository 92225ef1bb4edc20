import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resultsIn, type StepResult } from './steps.ts';

/** How a group's process is started. */
export interface GroupProcess {
  /** The script that tries one group, and its words. */
  readonly script: readonly string[];
  /** Before the command; see `ownNetwork`. */
  readonly network: readonly string[];
  /** Where its report lies. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Tries a group in a process of its own, and says what it says. Returns its steps; one that broke off is one of them. */
export async function inItsProcess(name: string, options: GroupProcess): Promise<readonly StepResult[]> {
  const [program = '', ...words] = [...options.network, process.execPath, ...options.script];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `it ended with ${signal ?? code}`));
  });
  let complaint = '';
  createInterface({ input: child.stdout }).on('line', options.say);
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaint = line;
    options.say(`${name}: ${line}`);
  });
  const why = await ended;
  const results = resultsIn(options.folder);
  const isWhole = why === '' && results.length > 0;
  if (isWhole || results.some(({ ok }) => !ok)) return results;
  const says = why === '' ? 'it tried nothing' : `${why} ${complaint}`.trim();
  return [...results, { name, ok: false, seconds: 0, again: false, says }];
}
