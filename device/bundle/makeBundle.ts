import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackages, copyProject, copyRuntime, writeLauncher, writeLicences } from './contents.ts';
import { identityIn, identityOf, type WrittenIdentity, writeIdentity } from './identity.ts';
import { compiledNatives } from './natives.ts';
import { packagesOfProduct, packagesOutside } from './packages.ts';
import { bundleProgram } from './program.ts';
import { nodeRuntime } from './runtime.ts';
import { sameTimes } from './sameTimes.ts';

export interface Bundle extends WrittenIdentity {
  /** The folder, whole: to be copied to wherever the product shall lie. */
  readonly folder: string;
}

export interface MadeBundle extends Bundle {
  /** What of our own sources is in it, below the project's root. */
  readonly sources: readonly string[];
}

/** A bundle that was made before, as it says of itself. */
export function bundleAt(folder: string): Bundle {
  return { folder, ...identityIn(folder) };
}

/**
 * The product for a clinic in one folder: the program without a simulator in a few files, its packages as far as they
 * run here, the pages, Node. Nothing of this machine is in it.
 *
 * @param to made anew
 * @param say told of each step
 */
export async function makeBundle(root: string, to: string, say: (step: string) => void): Promise<MadeBundle> {
  const cache = join(root, '.cache', 'device');
  mkdirSync(cache, { recursive: true });
  const identity = identityOf(root);
  const outside = packagesOutside(root);
  say('Node');
  const runtime = await nodeRuntime(root, cache);
  say(`native packages for Node ${runtime.version} (a minute the first time)`);
  const natives = await compiledNatives(root, cache, runtime, outside);

  const making = `${to}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  say('program');
  const sources = await bundleProgram(root, join(making, 'dist'));
  say('pages, packages, licences');
  copyProject(root, making);
  copyPackages(root, making, outside, natives);
  copyRuntime(runtime, making);
  writeLauncher(making);
  writeLicences(root, making, packagesOfProduct(root));
  writeIdentity(root, making, identity, runtime.version);
  sameTimes(making, identity.sourceDate);
  rmSync(to, { recursive: true, force: true });
  renameSync(making, to);
  return { ...identity, folder: to, node: runtime.version, sources };
}
