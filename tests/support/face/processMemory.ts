import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Mappings larger than this are reservations, not memory. */
const largest = 4 * 1024 ** 3;
const chunkBytes = 16 * 1024 * 1024;

/**
 * Which of `patterns` occur in the memory that a process can write to: its heaps, those of its libraries and workers,
 * what was freed and not yet used again. The process must be a child of this one and stand still.
 */
export function foundInMemory(pid: number, patterns: ReadonlyMap<string, Buffer>): readonly string[] {
  const overlap = Math.max(...[...patterns.values()].map(({ length }) => length));
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  try {
    for (const [start, end] of writableMappings(pid)) {
      for (let at = start; at < end; at += chunkBytes - overlap) {
        const read = readAt(memory, chunk, at, Math.min(chunkBytes, end - at));
        if (read === 0) break;
        const bytes = chunk.subarray(0, read);
        for (const [name, pattern] of patterns) {
          if (!found.has(name) && bytes.includes(pattern)) found.add(name);
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found].toSorted();
}

function writableMappings(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter((match) => match !== null)
    .map(([, start = '', end = '']) => [Number.parseInt(start, 16), Number.parseInt(end, 16)] as const)
    .filter(([start, end]) => end - start < largest);
}

/** 0 where there is no memory behind the mapping. */
function readAt(memory: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, into, 0, length, at);
  } catch {
    return 0;
  }
}
