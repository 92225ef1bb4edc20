import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { check, type Found, whyOf } from '../check.ts';
import { readWord } from '../machine.ts';
import { readerHardwareOf } from '../readerHardware.ts';

/** More are not looked at: a kiosk runs some hundred. */
const mostProcesses = 2_000;

export const pcsc = check({
  id: 'pcsc',
  title: 'PC/SC サービス',
  proves: 'カードリーダーのサービス（pcscd）が動き、この利用者が使える',
  needs: ['pcsc'],
  limitMs: 15_000,
  measures: {
    answers: { says: '応答する' },
    version: { says: '版' },
    drivers: { says: 'リーダーのドライバー' },
    readers: { says: 'USBのリーダーと、そのファームウェア' },
    policy: { says: '使える利用者の規則（polkit）' },
    others: { says: 'ほかにカードを使うプログラム' },
  },
  faults: {
    'not-running': {
      number: 'U-104',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'reader',
      says: 'カードリーダーのサービス（pcscd）が動いていません',
      next: 'systemctl enable --now pcscd.socket を実行し、pcscd が入っているか確認してください。',
    },
    forbidden: {
      number: 'U-104',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'reader',
      says: 'この利用者は、カードリーダーのサービス（pcscd）を使えません',
      next: '受付機を動かす利用者を pcscd のグループに入れるか、polkit の規則で許可してください。',
    },
  },
  async run({ pcsc: { answers, version, socket }, machine = '/' }) {
    const isThere = await answers();
    const found: Found<'not-running' | 'forbidden'>[] = [];
    if (!isThere) {
      const why = await stat(socket).then(
        () => 'there',
        (error: unknown) => whyOf(error),
      );
      const isForbidden = why === 'EACCES' || (why === 'there' && !(await mayWrite(socket)));
      found.push(isForbidden ? { fault: 'forbidden', detail: socket } : { fault: 'not-running', detail: socket });
    }
    const [others, own, hardware] = await Promise.all([
      programsWithCards(join(machine, 'proc')),
      version(),
      readerHardwareOf(machine),
    ]);
    return { values: { answers: isThere, version: own ?? null, ...hardware, others: others.join(' ') }, found };
  },
});

async function mayWrite(socket: string): Promise<boolean> {
  const { uid, gid, mode } = await stat(socket);
  const [user, groups] = [process.geteuid?.() ?? 0, process.getgroups?.() ?? []];
  if (user === 0) return true;
  return (mode & (user === uid ? 0o200 : groups.includes(gid) ? 0o020 : 0o002)) !== 0;
}

/** Names of other processes that have loaded PC/SC's client library: whoever of them holds the card, we do not. */
async function programsWithCards(folder: string): Promise<readonly string[]> {
  const ids = (await readdir(folder).catch(() => [])).filter((name) => /^\d+$/.test(name)).slice(0, mostProcesses);
  const names = new Set<string>();
  for (const id of ids) {
    if (Number(id) === process.pid) continue;
    const maps = await readFile(join(folder, id, 'maps'), 'latin1').catch(() => '');
    if (maps.includes('libpcsclite')) names.add((await readWord(join(folder, id, 'comm'))) ?? id);
  }
  names.delete('pcscd');
  return [...names];
}
