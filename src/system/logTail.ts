import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Of each file so much is read at most: some thousand lines. Bytes. */
const mostBytes = 256 * 1024;

/** The last lines of a kiosk's log, oldest first, from the file before it too; none where there is no log. */
export async function lastLogLines(dataFolder: string, most: number): Promise<readonly string[]> {
  const name = join(dataFolder, 'log', 'kiosk.log');
  const lines = await endOf(name);
  const before = lines.length < most ? await endOf(`${name}.1`) : [];
  return [...before, ...lines].slice(-most);
}

async function endOf(name: string): Promise<readonly string[]> {
  const file = await open(name, 'r').catch(() => undefined);
  if (!file) return [];
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return [];
    const length = Math.min(stat.size, mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, stat.size - length);
    const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n');
    // What was cut in its middle is no line.
    return (length < stat.size ? lines.slice(1) : lines).filter((line) => line !== '');
  } finally {
    await file.close();
  }
}
