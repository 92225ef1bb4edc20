import { execFileSync } from 'node:child_process';
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mebibyte } from '../../image/partitions.ts';

/** Room beside the files, for the tables of the stick itself. */
const beside = 40 * mebibyte;
const firstSector = 2_048;

/** A stick as shops sell them: one FAT partition, and on it one file under a name of its own. */
export function makeStick(stick: string, { file, name }: { readonly file: string; readonly name: string }): void {
  rmSync(stick, { force: true });
  writeFileSync(stick, '');
  truncateSync(stick, Math.ceil((statSync(file).size + beside) / mebibyte) * mebibyte);
  const table = `label: dos\nstart=${firstSector}, type=c\n`;
  execFileSync('sfdisk', ['--quiet', stick], { input: table, stdio: ['pipe', 'ignore', 'pipe'] });
  const volume = `${stick}@@${mebibyte}`;
  execFileSync('mformat', ['-i', volume, '-F', '-v', 'KOUSHIN', '::']);
  execFileSync('mcopy', ['-i', volume, file, `::/${name}`]);
}
