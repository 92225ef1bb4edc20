// npm packages, exactly as the lockfile says.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { clearStamp, digestOf, isFresh, writeStamp } from './stamp.mjs';

const pcscHeader = '/usr/include/PCSC/winscard.h';

/**
 * @param {string} root the project
 * @returns {Promise<boolean>} whether the packages are there
 */
export async function npmPackages(root) {
  // nfc-pcsc is optional: npm leaves it out where the PC/SC headers are missing, so their arrival is a reason to redo.
  const pcsc = existsSync(pcscHeader) ? 'with PC/SC' : 'without PC/SC';
  const digest = `${digestOf(root, ['package.json', 'package-lock.json', '.npmrc'])} ${process.version} ${pcsc}`;
  const stamp = join(root, 'node_modules', '.uketsuke-packages');
  if (isFresh(stamp, digest)) return true;
  clearStamp(stamp);
  const title = 'npm packages (the native ones are compiled, two to three minutes)';
  if (!(await step(title, 'npm', ['ci', '--no-audit', '--no-fund', '--no-progress'], { cwd: root }))) return false;
  writeStamp(stamp, digest);
  return true;
}
