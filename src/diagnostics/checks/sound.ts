import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../check.ts';
import { readWord } from '../machine.ts';

export const sound = check({
  id: 'sound',
  title: '音声',
  proves: '音声の案内を使う設定なら、音を出す装置がある',
  needs: ['machine', 'sound'],
  limitMs: 15_000,
  measures: { cards: { says: '音を出す装置' } },
  faults: {
    'no-device': {
      number: 'U-610',
      severity: 'warning',
      symptom: 'sound',
      part: 'sound',
      says: '音を出す装置が見つかりません',
      next: 'スピーカーのケーブルと電源を確認し、USBの装置なら挿し直してください。音声を使わないなら、設定で切ってください。',
    },
  },
  async run({ machine, sound: { isUsed } }) {
    const list = (await readWord(join(machine, 'proc', 'asound', 'cards'))) ?? '';
    const cards = [...list.matchAll(/^\s*\d+ \[\S+\s*\]: (.+)$/gm)].map(([, name]) => name);
    const devices = await readdir(join(machine, 'dev', 'snd')).catch(() => []);
    const isThere = cards.length > 0 && devices.some((name) => /^pcm.*p$/.test(name));
    return { values: { cards: cards.join('、') }, found: isUsed && !isThere ? [{ fault: 'no-device' }] : [] };
  },
});
