import { execFile } from 'node:child_process';

const mostMs = 5_000;

/** Families of fonts with Japanese letters, as fontconfig knows them; undefined where that is not installed. */
export function japaneseFonts(signal: AbortSignal): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    execFile('fc-list', [':lang=ja', 'family'], { signal, timeout: mostMs }, (error, out) => {
      resolve(error ? undefined : [...new Set(out.split('\n').filter((line) => line !== ''))]);
    });
  });
}
