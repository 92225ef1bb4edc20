import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../check.ts';
import { readWord } from '../machine.ts';

/** JEDEC 84-B51: `life_time` counts tenths of the life used, 0x0B is past it; `pre_eol_info` 2 is a warning, 3 urgent. */
const mostLifeUsed = 8;

export const storageWear = check({
  id: 'storage-wear',
  title: 'ディスクの寿命',
  proves: 'eMMC や SD カードの寿命が残っていて、ディスクがエラーを数えていない',
  needs: ['machine'],
  limitMs: 15_000,
  measures: {
    lifeUsed: { says: '寿命の使用（10分の何か）', most: mostLifeUsed, beyond: 'worn' },
    preEndOfLife: { says: '予備領域の状態（1 正常、2 注意、3 至急）', most: 1, beyond: 'worn' },
    errors: { says: 'ファイルシステムのエラー', most: 0, beyond: 'errors' },
  },
  faults: {
    worn: {
      number: 'U-612',
      severity: 'warning',
      symptom: 'nothing',
      part: 'disk',
      says: 'ディスク（eMMC、SDカード）の寿命が近づいています',
      next: 'データフォルダーの控えを取り、ディスクか本体を交換してください。',
    },
    errors: {
      number: 'U-612',
      severity: 'warning',
      symptom: 'slow',
      part: 'disk',
      says: 'ファイルシステムがエラーを記録しています',
      next: '受付機を止めて fsck を実行し、続くときはディスクを交換してください。',
    },
  },
  async run({ machine }) {
    const values: Record<string, number> = {};
    const devices = join(machine, 'sys', 'block');
    for (const name of await readdir(devices).catch(() => [])) {
      const [life, spare] = await Promise.all(
        ['life_time', 'pre_eol_info'].map((fact) => readWord(join(devices, name, 'device', fact))),
      );
      // Two numbers, for the two kinds of cells in it; 0x00 says nothing.
      const used = Math.max(...(life ?? '').split(/\s+/).map(Number));
      if (used > 0) values[`${name}.lifeUsed`] = used;
      if (Number(spare) > 0) values[`${name}.preEndOfLife`] = Number(spare);
    }
    const systems = join(machine, 'sys', 'fs', 'ext4');
    for (const name of await readdir(systems).catch(() => [])) {
      const errors = await readWord(join(systems, name, 'errors_count'));
      if (errors !== undefined) values[`${name}.errors`] = Number(errors);
    }
    return { values, found: [] };
  },
});
