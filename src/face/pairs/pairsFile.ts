import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { failed, ok, type Result } from '../../problem/result.ts';

/** Two pictures of faces, and whether they show the same person. */
export interface LabelledPair {
  /** Absolute paths. */
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

/** `imageA imageB 1`; the label is the last word, the pictures are the two before it. */
const line = /^(\S+)\s+(\S+)\s+([01])$/;

/**
 * Reads pairs, one a line: `imageA imageB 1` (same person) or `0`, paths relative to the file. Blank lines and lines
 * that begin with # are left out. U-702 names the first line that is wrong.
 */
export async function readPairs(file: string): Promise<Result<readonly LabelledPair[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
  const folder = dirname(resolve(file));
  const pairs: LabelledPair[] = [];
  for (const [at, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, a, b, label] = line.exec(trimmed) ?? [];
    if (a === undefined || b === undefined) {
      return failed('U-702', `${file}, line ${at + 1}: must be "imageA imageB 1" (same person) or "imageA imageB 0"`);
    }
    pairs.push({ a: resolve(folder, a), b: resolve(folder, b), same: label === '1' });
  }
  return pairs.length > 0 ? ok(pairs) : failed('U-702', `${file} holds no pairs`);
}
