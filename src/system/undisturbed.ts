import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';

const { PRIORITY_HIGHEST, PRIORITY_LOW } = constants.priority;

/** Turns until whoever started it is gone, however that ended. */
const turning = 'const { ppid } = process; for (let turns = 1; turns % 1e6 || process.ppid === ppid; turns++);';

/**
 * Does work that is being timed: first of all on the machine, on processors that are awake. What it starts goes first
 * too. Without the right to go first, so be it.
 */
export async function undisturbed<T>(work: () => Promise<T>): Promise<T> {
  const wakers = keepAwake();
  prefer(process.pid, PRIORITY_HIGHEST);
  try {
    return await work();
  } finally {
    for (const waker of wakers) waker.kill('SIGKILL');
  }
}

/**
 * Something to do for every processor when there is nothing else. One that falls asleep between two commands to a card
 * wakes up late, in a virtual machine by milliseconds, as long as a command takes; a kiosk with a browser on it never
 * sleeps that deep.
 */
function keepAwake(): readonly ChildProcess[] {
  const wakers = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['--eval', turning], { stdio: 'ignore' }),
  );
  for (const waker of wakers) {
    // Where it cannot be started the processors sleep.
    waker.once('error', () => undefined);
    if (waker.pid !== undefined) prefer(waker.pid, PRIORITY_LOW);
  }
  return wakers;
}

function prefer(pid: number, priority: number): void {
  try {
    setPriority(pid, priority);
  } catch {
    // Gone already, or an ordinary user may not.
  }
}
