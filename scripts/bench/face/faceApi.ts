import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RgbImage } from '../../../src/face/image.ts';
import type { PeerAnswer, PeerRequest } from './peerMessages.ts';

/** What the peer is made of; the product depends on none of it but the weights of the first. */
export const peerPackages = {
  '@vladmandic/face-api': '1.7.15',
  '@tensorflow/tfjs': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
} as const;

/** Installs the peer into a folder of the benchmark's own, where it is not yet. */
export function installPeer(folder: string): void {
  if (Object.keys(peerPackages).every((name) => existsSync(join(folder, 'node_modules', name)))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = Object.entries(peerPackages).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The peer in a process of its own, so that its memory and its threads are its own. */
export interface Peer {
  /** From pixels to descriptor. */
  look(image: RgbImage): Promise<PeerAnswer>;
  close(): void;
}

export async function startPeer(folder: string): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('./peer.js', import.meta.url)), [folder], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the peer ended with ${code}`);
  });
  // Told to whoever asks next; ending it is no accident.
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return {
    look: async ({ data, width, height }) => {
      child.send({ pixels: data, width, height } satisfies PeerRequest);
      const [answer]: PeerAnswer[] = await Promise.race([once(child, 'message'), ended]);
      if (!answer) throw new Error('the peer answered nothing');
      return answer;
    },
    close: () => void child.kill(),
  };
}
