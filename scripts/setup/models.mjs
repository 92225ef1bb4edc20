// The networks of face recognition for patients: never taken unasked, only offered.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { say } from './progress.mjs';

/**
 * Says in one line what is missing and how it is had. Whatever is in the way of that is in nobody's way.
 * @param {string} root the project, built
 */
export function offerModels(root) {
  try {
    const words = [join(root, 'dist', 'src', 'cli', 'main.js'), 'models', 'offer'];
    const line = execFileSync(process.execPath, words, {
      cwd: root,
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (line !== '') say(line.trimEnd());
  } catch {
    // A broken configuration is said at the start that follows.
  }
}
