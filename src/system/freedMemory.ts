type Trim = { readonly async: (pad: number, done: (error: unknown, result: unknown) => void) => void };

let loaded: Promise<Trim | undefined> | undefined;

/**
 * Gives back to the system what libraries have freed and the C library keeps (glibc's `malloc_trim`, on a thread of the
 * pool): the most that was ever needed at one time would otherwise stay this process's own until it ends. Whether there
 * was a way to; without glibc there is none, and none is needed.
 */
export async function giveBackFreedMemory(): Promise<boolean> {
  loaded ??= trimmer();
  const trim = await loaded;
  if (!trim) return false;
  return new Promise((resolve) => trim.async(0, (error) => resolve(!error)));
}

async function trimmer(): Promise<Trim | undefined> {
  try {
    const { default: koffi } = await import('koffi');
    return koffi.load('libc.so.6').func('int malloc_trim(size_t pad)');
  } catch {
    return undefined;
  }
}
