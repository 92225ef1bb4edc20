import { hour } from '../../kernel/durations.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';

export const queue = check({
  id: 'queue',
  title: '送信待ち',
  proves: '受付の保管先を開け、送られずに残っているものがない',
  needs: ['queue'],
  limitMs: 15_000,
  measures: {
    waiting: { says: '送信待ち', unit: '件' },
    parked: { says: '保留', unit: '件', most: 0, beyond: 'parked' },
    unreconciled: { says: '仮受付', unit: '件' },
    oldest: { says: 'いちばん古い未送信', unit: '時間', most: 2, beyond: 'old' },
  },
  faults: {
    unreadable: {
      number: 'U-501',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'queue',
      says: '受付の保管先を開けません',
      next: 'ディスクの空き容量と権限を確認してください。',
    },
    'no-key': {
      number: 'U-504',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'queue',
      says: '保管した受付を開く鍵がないか、別の鍵です',
      next: '元の鍵ファイル（keys/outbox.key）を控えから戻してください。保管したデータは消さないでください。',
    },
    damaged: {
      number: 'U-506',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'queue',
      says: '受付の保管先が壊れています',
      next: '受付機を再起動すると、読めるデータを取り出して続けます。壊れたファイルは残し、保守担当に連絡してください。',
    },
    'set-aside': {
      number: 'U-506',
      severity: 'warning',
      symptom: 'not-delivered',
      part: 'queue',
      says: '保管先に、人の確認を待っているものがあります',
      next: 'uketsuke queue stats で内容を確認し、保守担当に連絡してください。',
    },
    refuses: {
      number: 'U-501',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '新しい受付を保管できません',
      next: 'ディスクの空き容量と書き込み権限を確認してください。直ると自動で再開します。',
    },
    parked: {
      number: 'U-503',
      severity: 'warning',
      symptom: 'not-delivered',
      part: 'receiver',
      says: '院内システムが受け取らなかった受付があります',
      next: 'uketsuke queue list --state parked で内容を確認し、院内システムの表示を見てから uketsuke queue retry で送り直してください。',
    },
    old: {
      number: 'U-502',
      severity: 'warning',
      symptom: 'not-delivered',
      part: 'receiver',
      says: '送られないまま残っている受付があります',
      next: '院内システムの電源と回線を確認してください。つながると自動で送られます。',
    },
  },
  run({ queue: { look, canRecord, now } }) {
    const seen = look();
    if (!seen.ok) {
      const { code, detail } = seen.problem;
      return { values: {}, found: [{ fault: unopened[code] ?? 'unreadable', detail }] };
    }
    const { waiting, parked, unreconciled, oldestAt, alerts } = seen.value;
    const able = canRecord?.();
    const found: Found<'set-aside' | 'refuses'>[] = [
      ...alerts.map(({ code, detail }) => ({ fault: 'set-aside' as const, number: code, detail })),
      ...(able && !able.ok
        ? [{ fault: 'refuses' as const, number: able.problem.code, detail: able.problem.detail }]
        : []),
    ];
    const oldest = oldestAt === undefined ? 0 : Math.round(((now() - oldestAt) / hour) * 100) / 100;
    return { values: { waiting, parked, unreconciled, oldest }, found };
  },
});

const unopened: Readonly<Partial<Record<ProblemCode, 'no-key' | 'damaged'>>> = {
  'U-504': 'no-key',
  'U-506': 'damaged',
};
