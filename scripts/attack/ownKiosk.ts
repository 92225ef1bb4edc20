import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { projectRoot } from '../../src/system/paths.ts';
import type { Target } from './target.ts';

/** A kiosk with the simulator, on ports and a folder of its own. */
export interface OwnKiosk {
  readonly target: Target;
  close(): Promise<void>;
}

/** Starts the built program. Throws where it does not come up. */
export async function startOwnKiosk(): Promise<OwnKiosk> {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-attack-'));
  const dataFolder = join(folder, 'data');
  const opsPort = await freePort();
  const ports = ['--screen-port', '0', '--desk-port', '0', '--sim-port', '0', '--ops-port', String(opsPort)];
  const args = ['run', '--simulator', '--card', 'direct', '--data-dir', dataFolder, ...ports];
  const child = spawn(join(projectRoot(), 'scripts', 'uketsuke'), [...args, '--set', 'face.profile=embedded'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const addresses = await addressesOf(child);
  if (addresses) return { target: { ...addresses, ops: `http://127.0.0.1:${opsPort}/`, dataFolder }, close };
  await close();
  throw new Error('the kiosk did not start');
}

/** What it prints once it runs; undefined where it ends before. Goes on reading: nobody writes into a closed pipe. */
function addressesOf({ stdout }: { readonly stdout: Readable }) {
  return new Promise<Pick<Target, 'screen' | 'desk' | 'simulator'> | undefined>((resolve) => {
    let said = '';
    stdout.on('data', (part) => {
      said += String(part);
      const [, screen, desk, simulator] =
        /^Patient screen {2}(\S+)\nStaff desk {2}(\S+)\nSimulator {2}(\S+)$/m.exec(said) ?? [];
      if (screen && desk && simulator) resolve({ screen, desk, simulator });
    });
    stdout.once('close', () => resolve(undefined));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
