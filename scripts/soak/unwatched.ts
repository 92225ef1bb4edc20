import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/**
 * A real Chromium before the kiosk's screen, as a clinic has it: nobody is attached to its page. Whoever is hears every
 * message of its line and every picture of the camera, which costs more than painting them.
 */
export interface UnwatchedGlass {
  /** Folder of the browser's own data: a part of the command line of each of its processes. */
  readonly profile: string;
  /** Looks at the page for as long as it takes to see that it shows the free screen. Rejects where it does not in time. */
  seesFree(): Promise<void>;
  close(): Promise<void>;
}

const startsWithinMs = 60_000;
const freeWithinMs = 30_000;
const endsWithinMs = 5_000;

/**
 * Without a graphics card every pixel is the processor's: the window is as small as it can be. Everything that this
 * program would do beside the page (updates, sync, extensions) is off, as in a kiosk, and it
 * has no bars and tabs of its own.
 */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--mute-audio',
  '--hide-scrollbars',
  '--in-process-gpu',
  '--window-size=500,640',
  '--remote-debugging-port=0',
] as const;

/** Opens the patient's screen at `url` and waits until it is free. */
export async function openUnwatched(url: string): Promise<UnwatchedGlass> {
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-glass-'));
  const child = spawn('/usr/bin/chromium', [...args, `--user-data-dir=${profile}`, `--app=${url}`], {
    stdio: 'ignore',
    // Ctrl-C is for whoever runs this; they end it when they have seen what they need.
    detached: true,
  });
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const close = async (): Promise<void> => {
    await end(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const seesFree = (): Promise<void> => lookAtPage(profile, startsWithinMs, () => failure);
  try {
    await seesFree();
    return { profile, seesFree, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Attaches, looks, and lets go again. */
async function lookAtPage(profile: string, withinMs: number, failure: () => Error | undefined): Promise<void> {
  const browser = await chromium.connectOverCDP(await endpoint(profile, withinMs, failure));
  try {
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (!page) throw new Error('the browser has no page any more');
    await page.locator('[data-screen="idle"]').waitFor({ timeout: freeWithinMs });
  } finally {
    // What was connected to is let go of, and goes on.
    await browser.close();
  }
}

/** Where it can be looked at: it writes that into its folder. */
async function endpoint(profile: string, withinMs: number, failure: () => Error | undefined): Promise<string> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(100)) {
    const failed = failure();
    if (failed) throw failed;
    const [port] = textOf(join(profile, 'DevToolsActivePort')).split('\n');
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error('the browser did not start in time');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // All of its processes: they are a group of their own.
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // They have ended meanwhile.
    }
  };
  signal('SIGTERM');
  await Promise.race([ended, sleep(endsWithinMs)]);
  signal('SIGKILL');
}
