// npm packages, exactly as the lockfile says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { clearStamp, writeStamp } from './stamp.mjs';

const pcscHeader = '/usr/include/PCSC/winscard.h';

/**
 * @param {string} root the project
 * @returns {Promise<boolean>} whether the packages are there
 */
export async function npmPackages(root) {
  // nfc-pcsc is optional: npm leaves it out where the PC/SC headers are missing, so their arrival is a reason to redo.
  const machine = `${process.version} ${existsSync(pcscHeader) ? 'with PC/SC' : 'without PC/SC'}`;
  const stamp = join(root, 'node_modules', '.uketsuke-packages');
  if (readText(stamp).endsWith(machine) && isInstalled(root)) return true;
  clearStamp(stamp);
  const title = 'npm packages (the native ones are compiled, two to three minutes)';
  if (!(await step(title, 'npm', ['ci', '--no-audit', '--no-fund', '--no-progress'], { cwd: root }))) return false;
  writeStamp(stamp, machine);
  return true;
}

/** Whether each package of the lockfile lies there as npm itself noted at the end of its last installation. */
function isInstalled(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const there = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    // The first is the project itself. What is optional may be for another machine.
    ([path, { version, integrity, optional, devOptional }]) =>
      path === '' ||
      (there[path] ? there[path].version === version && there[path].integrity === integrity : optional || devOptional),
  );
}

function packagesIn(file) {
  const text = readText(file);
  return text === '' ? {} : JSON.parse(text).packages;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
