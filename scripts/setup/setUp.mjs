// Everything between a fresh clone and a built product, in order; only what is missing.
import { build } from './build.mjs';
import { debianPackages } from './debian.mjs';
import { npmPackages } from './packages.mjs';
import { say } from './progress.mjs';

/**
 * @param {string} root the project
 * @param {{ forTests?: boolean }} [options] also what only the tests need
 * @returns {Promise<boolean>} whether the product can be started
 */
export async function setUp(root, { forTests = false } = {}) {
  const started = Date.now();
  await debianPackages({ forTests });
  if (!(await npmPackages(root)) || !(await build(root))) {
    process.stderr.write('Set-up did not finish. Mend what is said above and run the same command again.\n');
    return false;
  }
  if (Date.now() - started > 1000) say(`Set-up finished in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}
