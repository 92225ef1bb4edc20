import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Runs a program to its end; milliseconds from the order to start it until it was gone. Throws where it fails. */
export async function timeToEnd(program: string, words: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code}`);
  return performance.now() - began;
}

/** A program that was started and has said where it is found. */
export interface Started {
  /** What it said. */
  readonly address: string;
  /** When it was ordered to start, and when it had said that, milliseconds since the epoch. */
  readonly orderedAt: number;
  readonly saidAt: number;
  /** Tells it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/** Starts a program and waits until it prints a line with an address in it. @param line the address is its first group */
export async function startUntil(
  program: string,
  words: readonly string[],
  line: RegExp,
  options: SpawnOptions = {},
): Promise<Started> {
  const orderedAt = Date.now();
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  const address = await said(child, line);
  const saidAt = Date.now();
  return {
    address,
    orderedAt,
    saidAt,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function said(child: ChildProcessByStdio<null, Readable, Readable>, line: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let [out, complaints] = ['', ''];
    child.stderr.on('data', (bytes) => {
      complaints += String(bytes);
    });
    child.stdout.on('data', (bytes) => {
      out += String(bytes);
      const [, address] = line.exec(out) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`it ended with ${code} before it said anything:\n${out}${complaints}`)),
    );
  });
}
