import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { day, minute } from '../../kernel/durations.ts';
import { check, type Found } from '../check.ts';
import { readWord } from '../machine.ts';
import { reach } from '../reach/reach.ts';

/** As the kiosk's own clock has it: below, no day depends on it. */
const agreementMs = 10 * minute;
/** No clinic is closed for longer. */
const longestPauseMs = 60 * day;

export const clock = check({
  id: 'clock',
  title: '時計',
  proves: '時計が、プログラムの作成日、最後の記録、資格確認のシステムの時刻と合っている',
  needs: ['clock'],
  limitMs: 30_000,
  mending: { says: '時刻合わせを待ちます' },
  measures: {
    toGateway: { says: '資格確認のシステムとの差', unit: '秒' },
    toRecord: { says: '最後の記録から', unit: '日' },
    toBattery: { says: '内蔵時計（電池）との差', unit: '秒' },
    synchronized: { says: '時刻のサーバーと合わせた（systemd-timesyncd）' },
  },
  faults: {
    'behind-build': {
      number: 'U-604',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'clock',
      says: '時計が、プログラムが作られた日より前を示しています',
      next: '日付と時刻（日本時間）と時刻合わせの設定を直し、内蔵電池を交換してください。',
    },
    'behind-records': {
      number: 'U-604',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'clock',
      says: '時計が、最後の記録より前に戻っています',
      next: '日付と時刻（日本時間）と時刻合わせの設定を直し、内蔵電池を確認してください。',
    },
    leapt: {
      number: 'U-604',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'clock',
      says: '時計が、最後の記録から大きく進んでいます',
      next: '日付と時刻を確認してください。長く使っていなかっただけなら、資格確認のシステムにつながると受付を始めます。',
    },
    differs: {
      number: 'U-604',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'clock',
      says: '時計が、資格確認のシステムの時刻と違います',
      next: '受付機の日付と時刻、時刻合わせ（NTP）の設定を確認してください。受付機が正しければ、資格確認端末の時計を直してください。',
    },
    doubted: {
      number: 'U-604',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'clock',
      says: '受付機が、時計を信用できないと判断しています',
      next: '日付と時刻（日本時間）、時刻合わせの設定、内蔵電池を確認してください。合うと自動で再開します。',
    },
    battery: {
      number: 'U-604',
      severity: 'notice',
      symptom: 'nothing',
      part: 'clock',
      says: '内蔵時計（電池で動く時計）が合っていません',
      next: '電源を切ると時刻が失われるおそれがあります。内蔵電池を交換してください。',
    },
  },
  async run({ clock: { wall, builtAt, recordedAt, trouble }, gateway, machine }, signal) {
    const found: Found<'behind-build' | 'behind-records' | 'leapt' | 'differs' | 'doubted' | 'battery'>[] = [];
    const now = wall();
    if (now < builtAt - day) found.push({ fault: 'behind-build', detail: new Date(now).toISOString() });
    const sinceRecord = recordedAt === undefined ? undefined : now - recordedAt;
    if (sinceRecord !== undefined && sinceRecord < -agreementMs) found.push({ fault: 'behind-records' });
    const told = gateway && (await reach(gateway, { upTo: 'http', signal, stepMs: 4_000, now: wall })).date;
    const toGateway = told === undefined ? undefined : wall() - told;
    if (toGateway !== undefined && Math.abs(toGateway) > agreementMs) {
      found.push({ fault: 'differs', detail: `${Math.round(toGateway / minute)} 分` });
    } else if (toGateway === undefined && sinceRecord !== undefined && sinceRecord > longestPauseMs) {
      found.push({ fault: 'leapt', detail: `${Math.round(sinceRecord / day)} 日` });
    }
    const doubt = trouble?.();
    if (doubt && found.length === 0) found.push({ fault: 'doubted', detail: doubt.detail });
    const battery = machine && (await readWord(join(machine, 'sys', 'class', 'rtc', 'rtc0', 'since_epoch')));
    const toBattery = battery === undefined ? undefined : Date.now() - Number(battery) * 1_000;
    if (toBattery !== undefined && Math.abs(toBattery) > agreementMs) found.push({ fault: 'battery' });
    return {
      values: {
        toGateway: inSeconds(toGateway),
        toRecord: sinceRecord === undefined ? null : Math.round((sinceRecord / day) * 100) / 100,
        toBattery: inSeconds(toBattery),
        synchronized: machine === undefined ? null : await isSynchronized(machine),
      },
      found,
    };
  },
});

/** Whether systemd has heard of a time server since the start; null where another program, or none, sets the clock. */
async function isSynchronized(machine: string): Promise<boolean | null> {
  const told = await readdir(join(machine, 'run', 'systemd', 'timesync')).catch(() => undefined);
  return told ? told.includes('synchronized') : null;
}

function inSeconds(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms / 1_000);
}
