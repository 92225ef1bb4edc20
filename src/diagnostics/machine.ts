import { readFile } from 'node:fs/promises';

/** The text of a file of `/proc` or `/sys` without its line's end; undefined where this machine has none. */
export async function readWord(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return undefined;
  }
}

/** The number after `name` in a file of lines `Name: number unit`; undefined where there is none. */
export async function numberIn(file: string, name: string): Promise<number | undefined> {
  const text = await readWord(file);
  const found = text?.split('\n').find((line) => line.startsWith(`${name}:`));
  const value = Number.parseInt(found?.slice(name.length + 1).trim() ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}
