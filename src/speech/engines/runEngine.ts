import { spawn } from 'node:child_process';
import { underLimit } from '../../kernel/linkedAbort.ts';
import { failed, ok, type Result } from '../../problem/result.ts';

/** A sentence is made in a second; one that takes longer is not waited for. */
const limitMs = 10_000;
/** Three minutes at 48 kHz: more than any sentence. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Lets a program make speech: `text` goes into it, and what it writes comes back. A process of its own with a list of
 * arguments, never a shell. U-621 says why not.
 */
export function runEngine(
  command: string,
  args: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  return underLimit([signal], limitMs, (limit) => outputOf(command, args, text, { limit, signal }));
}

function outputOf(
  command: string,
  args: readonly string[],
  text: string,
  { limit, signal }: { readonly limit: AbortSignal; readonly signal: AbortSignal },
): Promise<Result<Uint8Array>> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], signal: limit, killSignal: 'SIGKILL' });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.once('error', (error) => resolve(failed('U-621', `${command}: ${whyNot(error, signal)}`)));
    child.once('close', (code) => {
      resolve(code === 0 ? ok(Buffer.concat(chunks)) : failed('U-621', `${command} ended with code ${code}`));
    });
    // Whoever ends before it has read everything says so with its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${oneLine(text)}\n`);
  });
}

/** Engines take a line as a sentence. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function whyNot(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'stopped';
  if ('code' in error && error.code === 'ENOENT') return 'not installed';
  return error.name === 'AbortError' ? `no sound within ${limitMs} ms` : error.message;
}
