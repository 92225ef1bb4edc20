// Builds dist/, which is the product and nothing else, and build/, which is what the repository's own scripts run from.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { clearStamp, digestOf, isFresh, writeStamp } from './stamp.mjs';

const settings = ['package-lock.json', 'tsconfig.json', 'scripts/setup/build.mjs'];
const browserApps = ['src/screen/app', 'src/desk/app', 'src/simulator/dock'];

/**
 * The product: the program by tsc, the browser apps by Vite.
 * @param {string} root the project
 * @returns {Promise<boolean>} whether dist/ is there and current
 */
export function build(root) {
  return whenStale(root, 'dist', ['src', ...settings, 'tsconfig.build.json', 'tsconfig.browser.json'], async () => {
    if (!(await compile(root, 'program', 'tsconfig.build.json'))) return false;
    for (const app of browserApps) {
      const args = ['build', '--config', join(app, 'vite.config.ts'), '--logLevel', 'warn'];
      if (!(await step(`browser app ${app}`, bin(root, 'vite'), args, { cwd: root }))) return false;
    }
    return true;
  });
}

/**
 * The scripts, with what they use of the program; only when one of them is run.
 * @param {string} root the project
 * @returns {Promise<boolean>} whether build/ is there and current
 */
export function buildScripts(root) {
  return whenStale(root, 'build', ['src', 'scripts', 'device', ...settings], () =>
    compile(root, 'scripts', join('scripts', 'tsconfig.json')),
  );
}

/** Makes a folder anew, whole, when what it is made from has changed: what was deleted there must not live on here. */
async function whenStale(root, folder, madeFrom, make) {
  const digest = digestOf(root, madeFrom);
  const stamp = join(root, folder, '.built-from');
  if (isFresh(stamp, digest)) return true;
  clearStamp(stamp);
  rmSync(join(root, folder), { recursive: true, force: true });
  if (!(await make())) return false;
  writeStamp(stamp, digest);
  return true;
}

function compile(root, title, project) {
  return step(title, bin(root, 'tsc'), ['-p', project], { cwd: root });
}

function bin(root, name) {
  return join(root, 'node_modules', '.bin', name);
}
