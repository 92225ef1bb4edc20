import { setTimeout as sleep } from 'node:timers/promises';
import type { HeldFolder } from './heldFolder.ts';
import { errorCode } from './systemError.ts';

/** An answer of one person is a few kilobytes; nothing larger is read, for it is parsed while the screen waits. */
export const mostAnswerBytes = 64 * 1024;

/** While its writer holds a file, file servers say one of these: it is looked for again. */
const held = new Set(['EACCES', 'EAGAIN', 'EBUSY', 'EPERM', 'ETXTBSY']);

/** How far a file has come that somebody else writes. */
export type Sight =
  /** Nothing of that name, or an empty file: some writers make the name first. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'locked'; readonly code: string }
  /** It has come, and its end has not. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'whole'; readonly bytes: Buffer };

/**
 * Looks for the file again and again. Not every writer moves a finished file in: one may come in bursts, with pauses
 * longer than any look. So it counts as whole only when the element it began with is closed, and two looks one after
 * the other have seen the same. Each look is yielded; ends when `signal` aborts, with its reason.
 */
export async function* looksFor(
  folder: HeldFolder,
  name: string,
  pollMs: number,
  signal: AbortSignal,
): AsyncGenerator<Sight> {
  let before: Buffer | undefined;
  for (;;) {
    const seen = await look(folder, name);
    const bytes = seen.kind === 'whole' ? seen.bytes : undefined;
    if (bytes && !before?.equals(bytes)) yield { kind: 'begun' };
    else yield seen;
    before = bytes;
    await sleep(pollMs, undefined, { signal });
  }
}

async function look(folder: HeldFolder, name: string): Promise<Sight> {
  try {
    const seen = await folder.read(name, mostAnswerBytes);
    if (seen === 'too-large') return { kind: 'too-large' };
    if (!seen || seen.length === 0) return { kind: 'absent' };
    return isClosed(seen) ? { kind: 'whole', bytes: seen } : { kind: 'begun' };
  } catch (error) {
    const code = errorCode(error);
    if (code !== undefined && held.has(code)) return { kind: 'locked', code };
    throw error;
  }
}

/** Whether the first element is closed at the end of the file. Names are of ASCII letters in every encoding that is read. */
function isClosed(bytes: Buffer): boolean {
  let text = bytes.toString('latin1').replaceAll('\0', '').trimEnd();
  while (text.endsWith('-->')) text = text.slice(0, Math.max(0, text.lastIndexOf('<!--'))).trimEnd();
  const first = /<([A-Za-z_][\w:.-]*)/.exec(text)?.[1];
  const last = text.slice(Math.max(0, text.lastIndexOf('<')));
  if (first === undefined) return false;
  return /^<\/\s*([\w:.-]+)\s*>$/.exec(last)?.[1] === first || (last.startsWith(`<${first}`) && last.endsWith('/>'));
}
