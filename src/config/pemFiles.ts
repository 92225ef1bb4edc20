import { resolve } from 'node:path';
import { readRegularText } from '../kernel/regularFile.ts';
import { failed, ok, type Result } from '../problem/result.ts';

/**
 * What the PEM files hold that a configuration key names, relative to `folder`. U-702 names the key and the file: a
 * kiosk says so when it starts, not when a card is placed.
 */
export function readPemFiles<T>(
  key: string,
  files: readonly string[],
  folder: string,
  parse: (pem: string) => Result<T>,
): Result<readonly T[]> {
  const found: T[] = [];
  for (const file of files) {
    const read = readOne(resolve(folder, file), parse);
    if (!read.ok) return failed('U-702', `${key}: ${file}: ${read.problem.detail ?? read.problem.code}`);
    found.push(read.value);
  }
  return ok(found);
}

function readOne<T>(path: string, parse: (pem: string) => Result<T>): Result<T> {
  try {
    return parse(readRegularText(path));
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
}
