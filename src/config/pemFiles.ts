import { resolve } from 'node:path';
import { isPemText, pemName } from '../kernel/pemText.ts';
import { readRegularText } from '../kernel/regularFile.ts';
import { failed, ok, type Result } from '../problem/result.ts';

/**
 * What the PEM files hold that a configuration key names, relative to `folder`, or the PEM texts that stand there
 * themselves. U-702 names the key and the file: a kiosk says so when it starts, not when a card is placed.
 */
export function readPemFiles<T>(
  key: string,
  files: readonly string[],
  folder: string,
  parse: (pem: string) => Result<T>,
): Result<readonly T[]> {
  const found: T[] = [];
  for (const file of files) {
    const read = readOne(isPemText(file) ? file : resolve(folder, file), parse);
    if (!read.ok) return failed('U-702', `${key}: ${pemName(file)}: ${read.problem.detail ?? read.problem.code}`);
    found.push(read.value);
  }
  return ok(found);
}

function readOne<T>(file: string, parse: (pem: string) => Result<T>): Result<T> {
  try {
    return parse(isPemText(file) ? file : readRegularText(file));
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
}
