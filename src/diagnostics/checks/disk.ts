import { randomBytes } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { check, type Found, whyOf } from '../check.ts';

/** A write and its flush may take this long on a slow card; above it a visit's end is felt. Milliseconds. */
const mostWriteMs = 1_000;
const tries = 3;

export const disk = check({
  id: 'disk',
  title: 'ディスク',
  proves: '保存先に空きがあり、書き込んで確かめるまでが速い',
  needs: ['dataFolder'],
  limitMs: 15_000,
  alone: ['disk'],
  measures: {
    free: { says: '空き容量', unit: 'MiB' },
    inodes: { says: 'ファイル数の空き', unit: '%', least: 3, beyond: 'no-inodes' },
    write: { says: '書き込みと確定（3回のうち最短）', unit: 'ms', most: mostWriteMs, beyond: 'slow' },
  },
  faults: {
    full: {
      number: 'U-505',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '保存先の空き容量が足りません',
      next: '空き容量を増やしてください。増えると自動で再開します。',
    },
    'no-inodes': {
      number: 'U-505',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '保存先に作れるファイルの数が残っていません',
      next: '小さなファイルを大量に作っているものを探して消してください（df -i で確認）。',
    },
    'read-only': {
      number: 'U-501',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '保存先が読み取り専用になっています',
      next: 'ディスクの故障で切り替わることがあります。システムのログ（dmesg）を確認し、ディスクを交換してください。',
    },
    failing: {
      number: 'U-501',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '保存先に書き込めません',
      next: '書き込み権限とディスクの状態を確認してください。',
    },
    slow: {
      number: 'U-612',
      severity: 'warning',
      symptom: 'slow',
      part: 'disk',
      says: '保存先への書き込みが遅くなっています',
      next: 'ほかに書き込みの多いプログラムがないか確認してください。続くときは、ディスク（SDカード、eMMC）の寿命を疑い、交換してください。',
    },
  },
  async run({ dataFolder: { path, minFreeMiB } }, signal) {
    const folder = await existing(path);
    const found: Found<'full' | 'read-only' | 'failing'>[] = [];
    const { bavail, bsize, files, ffree } = await statfs(folder);
    const free = Math.floor((bavail * bsize) / 1024 / 1024);
    // File systems that make them as they go say 0.
    const inodes = files === 0 ? null : Math.round((ffree / files) * 1_000) / 10;
    if (free < minFreeMiB) found.push({ fault: 'full', detail: `${free} MiB、必要なのは ${minFreeMiB} MiB` });
    let write: number | null = null;
    try {
      for (let count = 0; count < tries && !signal.aborted; count += 1) {
        write = Math.min(write ?? Number.POSITIVE_INFINITY, await timedWrite(folder));
      }
    } catch (error) {
      const why = whyOf(error);
      if (why === 'EROFS') found.push({ fault: 'read-only', detail: folder });
      else if (why !== 'ENOSPC') found.push({ fault: 'failing', detail: `${folder}：${why}` });
      else if (free >= minFreeMiB) found.push({ fault: 'full', detail: why });
    }
    return { values: { free, inodes, write: write === null ? null : Math.round(write) }, found };
  },
});

/** The folder, or before the first start the nearest above it. */
async function existing(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      await statfs(folder);
      return folder;
    } catch (error) {
      if (folder === dirname(folder)) throw error;
    }
  }
}

/** Milliseconds from nothing to one page that outlasts a power cut. */
async function timedWrite(folder: string): Promise<number> {
  const file = join(folder, `.probe-${randomBytes(8).toString('hex')}`);
  const startedAt = performance.now();
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(4_096));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return performance.now() - startedAt;
  } finally {
    await rm(file, { force: true });
  }
}
