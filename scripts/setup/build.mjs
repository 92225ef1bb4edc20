// Builds dist/ from src/: the program by tsc, the browser apps by Vite.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { clearStamp, digestOf, isFresh, writeStamp } from './stamp.mjs';

const madeFrom = [
  'src',
  'scripts',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.browser.json',
];
const browserApps = ['src/screen/app', 'src/simulator/dock'];

/**
 * @param {string} root the project
 * @returns {Promise<boolean>} whether dist/ is there and current
 */
export async function build(root) {
  const digest = digestOf(root, madeFrom);
  const stamp = join(root, 'dist', '.built-from');
  if (isFresh(stamp, digest)) return true;
  clearStamp(stamp);
  // What was deleted in src must not live on in dist.
  for (const folder of ['src', 'scripts']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  const bin = (name) => join(root, 'node_modules', '.bin', name);
  if (!(await step('program', bin('tsc'), ['-p', 'tsconfig.build.json'], { cwd: root }))) return false;
  for (const app of browserApps) {
    const args = ['build', '--config', join(app, 'vite.config.ts'), '--logLevel', 'warn'];
    if (!(await step(`browser app ${app}`, bin('vite'), args, { cwd: root }))) return false;
  }
  writeStamp(stamp, digest);
  return true;
}
