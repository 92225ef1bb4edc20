import { spawnSync } from 'node:child_process';

/** How a program of the system ended. */
export interface Ended {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The seam below which a real system lies: tests put another one there. */
export type RunProgram = (program: string, words: readonly string[], options?: { readonly input?: string }) => Ended;

/** Runs a program of the system, and waits for it. */
export const runProgram: RunProgram = (program, words, { input } = {}) => {
  const ended = spawnSync(program, words, { encoding: 'utf8', ...(input !== undefined && { input }) });
  return {
    ok: ended.status === 0,
    stdout: ended.stdout ?? '',
    stderr: (ended.stderr ?? '') || (ended.error?.message ?? ''),
  };
};
