import { spawn } from 'node:child_process';
import { linkedAbort, underLimit } from '../../kernel/linkedAbort.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { bytesOf, durationMs } from '../sound.ts';
import type { Heard, Outlet, SoundOut } from '../soundOut.ts';

/** Beyond the sound itself: to open the device, and to empty its buffer. Milliseconds. */
const graceMs = 5_000;
const mostReason = 300;

/**
 * The device's own sound, through `aplay` (alsa-utils).
 *
 * @param devices the ALSA device of the loudspeaker and that of the headphones: often the same
 */
export function aplayOut(devices: Readonly<Record<Outlet, string>>): SoundOut {
  const closing = new AbortController();
  return {
    async play(heard, outlet, signal) {
      const stopped = linkedAbort([signal, closing.signal]);
      try {
        return await play(heard, devices[outlet], stopped.signal);
      } finally {
        stopped.release();
      }
    },
    async close() {
      closing.abort();
    },
  };
}

async function play(
  { sound }: Heard,
  device: string,
  signal: AbortSignal,
): Promise<Result<{ readonly played: number }>> {
  if (signal.aborted) return ok({ played: 0 });
  const lasts = durationMs(sound);
  const args = ['-q', '-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', String(sound.rate), '-D', device, '-'];
  const started = performance.now();
  const playing = (limit: AbortSignal) =>
    new Promise<Result<{ readonly played: number }>>((resolve) => {
      // Killed, it is silent at once: what lies in the device's buffer is dropped.
      const child = spawn('aplay', args, { stdio: ['pipe', 'ignore', 'pipe'], signal: limit, killSignal: 'SIGKILL' });
      let reason = '';
      child.stderr.on('data', (chunk: Buffer) => {
        reason = `${reason}${chunk.toString()}`.slice(0, mostReason);
      });
      child.once('error', (error) => {
        if (signal.aborted) resolve(ok({ played: Math.min(1, (performance.now() - started) / lasts) }));
        else resolve(failed('U-622', `aplay ${device}: ${whyNot(error)}`));
      });
      child.once('close', (code) => {
        if (code === 0) resolve(ok({ played: 1 }));
        else resolve(failed('U-622', `aplay ${device}: ${reason.trim() || `ended with code ${code}`}`));
      });
      // Whoever ends before it has read everything says so with its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(bytesOf(sound));
    });
  return underLimit([signal], Math.ceil(lasts) + graceMs, playing);
}

function whyNot(error: Error): string {
  if ('code' in error && error.code === 'ENOENT') return 'aplay is not installed: apt install alsa-utils';
  return error.name === 'AbortError' ? 'does not take the sound' : error.message;
}
