import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { endsWithin, within } from '../kernel/within.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { pcscdAnswers, pcscdSocketPath } from './pcscdSocket.ts';

/** The PC/SC service this process may rely on. */
export interface PcscdHandle {
  /** False where one was running already; that one is never touched. */
  readonly startedByUs: boolean;
  /** Ends the one we started, if it runs. */
  stop(): Promise<void>;
  /** Starts ours again after {@link stop}, or after it ended by itself. U-702 where it does not come up. */
  start(): Promise<Result<void>>;
}

const binary = '/usr/sbin/pcscd';
/** pcscd refuses to start while these are there and their process id belongs to anybody. */
const leftovers = [pcscdSocketPath, '/run/pcscd/pcscd.pid'];
const startMs = 5_000;
const lookMs = 50;
const lookLongestMs = 3_000;
const stopMs = 2_000;

/** Of the program that is installed, `1.9.9`; undefined where it does not say. */
export async function pcscdVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: lookLongestMs });
    return /version (\d[\w.]*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Uses the pcscd that runs, or starts one that lives as long as this process: the kernel ends it with us (even after
 * kill -9), while Ctrl-C in the terminal does not reach it before we are done. U-702 where neither is possible.
 *
 * To be called on the main thread: the kernel's promise is tied to the thread that starts the child.
 */
export async function ensurePcscd({ log }: { log: Pick<Logger, 'info' | 'warn'> }): Promise<Result<PcscdHandle>> {
  if (await pcscdAnswers()) {
    log.info('using the pcscd that is running');
    return ok({ startedByUs: false, stop: async () => undefined, start: async () => ok(undefined) });
  }
  const own = new OwnPcscd(log);
  const started = await own.start();
  return started.ok ? ok(own) : started;
}

class OwnPcscd implements PcscdHandle {
  readonly startedByUs = true;
  private readonly log: Pick<Logger, 'info' | 'warn'>;
  private running: { readonly child: ChildProcess; readonly ended: Promise<string> } | undefined;

  constructor(log: Pick<Logger, 'info' | 'warn'>) {
    this.log = log;
  }

  async start(): Promise<Result<void>> {
    if (await pcscdAnswers()) return ok(undefined);
    // Nobody answers on them, so whoever left them is gone.
    await Promise.all(leftovers.map((file) => rm(file, { force: true }).catch(() => undefined)));
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', binary, '--foreground'], {
      detached: true,
      stdio: 'ignore',
    });
    // A process that forgets to stop it may still exit; the kernel does the rest.
    child.unref();
    const ended = endOf(child);
    this.running = { child, ended };
    const deadline = performance.now() + startMs;
    while (performance.now() < deadline) {
      const end = await within(lookMs, ended, undefined);
      if (end !== undefined) return failed('U-702', `${binary} ${end}; it needs root, or a /run/pcscd of its user`);
      if (await pcscdAnswers()) {
        this.log.info({ pid: child.pid }, 'started pcscd');
        return ok(undefined);
      }
    }
    await this.stop();
    return failed('U-702', `${binary} does not answer ${startMs} ms after its start`);
  }

  async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    if (!running) return;
    running.child.kill('SIGTERM');
    if (await endsWithin(stopMs, running.ended)) return;
    running.child.kill('SIGKILL');
    await running.ended;
  }
}

/** Why the child ended, when it does. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
}
