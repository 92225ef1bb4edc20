import { day } from '../../kernel/durations.ts';
import { check } from '../check.ts';

export const backups = check({
  id: 'backups',
  title: 'バックアップ',
  proves: '受付機が壊れた日に新しい受付機で再開できるように、バックアップが作られている',
  needs: ['backups'],
  limitMs: 15_000,
  measures: { days: { says: '最後のバックアップから', unit: '日' } },
  faults: {
    'long-ago': {
      number: 'U-715',
      severity: 'notice',
      symptom: 'nothing',
      part: 'kiosk',
      says: 'しばらくバックアップが作られていません',
      next: '受付端末の「そのほか」の「バックアップ」で作り、受付機とは別の場所に保管してください。知らせるまでの日数は、設定 backup.remindDays で変えられます。',
    },
  },
  run({ backups: { look, remindDays, now } }) {
    const last = look();
    // A desk that cannot be read says so itself.
    if (!last.ok || !last.value) return { values: { days: null }, found: [] };
    const { kind, at } = last.value;
    const days = Math.floor((now() - at) / day);
    // A date to come was written by a wrong clock: it would keep anybody from being reminded until then.
    const isAhead = days < -1;
    const isLongAgo = remindDays > 0 && (days >= remindDays || isAhead);
    const detail = isAhead
      ? '最後の日付が、先の日になっています'
      : kind === 'never'
        ? `使い始めて${days}日、一度も作られていません`
        : `最後は${days}日前`;
    return {
      values: { days: kind === 'made' ? days : null },
      found: isLongAgo ? [{ fault: 'long-ago', detail }] : [],
    };
  },
});
