import { spawn } from 'node:child_process';
import { endsWithin } from '../../kernel/within.ts';
import { programFolders } from '../../system/environment.ts';

/** Time to end by itself. Blocked in a dead driver it cannot, and is killed. */
const politeMs = 400;
const killMs = 400;
const tailCharacters = 2_000;

/** How a run ended. */
export interface FfmpegEnd {
  /** The last of what it said. */
  readonly said: string;
  /** `code 1`, `SIGKILL`, or why it could not be started. */
  readonly how: string;
  /** There is no such program. */
  readonly missing: boolean;
}

export interface FfmpegRun {
  /** Settles when the process is gone and everything it wrote has been taken. Never rejects. */
  readonly ended: Promise<FfmpegEnd>;
  /** Ends the process: SIGTERM, then SIGKILL. Answers when it is gone, or will not go. */
  stop(): Promise<void>;
}

/** Starts ffmpeg without a shell. `onBytes` gets what it writes to its standard output, and may keep or zero it. */
export function startFfmpeg(program: string, args: readonly string[], onBytes: (bytes: Buffer) => void): FfmpegRun {
  // Its own environment: FFREPORT, for one, would make it write files. When this process dies, ffmpeg follows at the
  // next picture, which it can no longer write.
  const env = { PATH: programFolders(), LC_ALL: 'C' };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  let gone = false;
  child.stdout.on('data', onBytes);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-tailCharacters);
  });
  const exited = new Promise<void>((resolve) => {
    const leave = () => {
      gone = true;
      resolve();
    };
    child.once('exit', leave);
    child.once('error', leave);
  });
  const ended = new Promise<FfmpegEnd>((resolve) => {
    child.once('error', (error) => {
      resolve({ said, how: error.message, missing: 'code' in error && error.code === 'ENOENT' });
    });
    child.once('close', (code, signal) => resolve({ said, how: signal ?? `code ${code}`, missing: false }));
  });
  return {
    ended,
    stop: async () => {
      if (gone) return;
      child.kill('SIGTERM');
      if (await endsWithin(politeMs, exited)) return;
      child.kill('SIGKILL');
      await endsWithin(killMs, exited);
    },
  };
}
