import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';
import { type Readings, readingsOf, unreadOfAReader } from '../readings.ts';

/** Visits that came to their end and could not be recorded. */
const unrecorded: ReadonlySet<ProblemCode> = new Set(['U-501', 'U-505', 'U-506', 'U-512']);
/** One after the other they are no longer people who changed their minds. */
const liftedByChance = 4;

export const visits = check({
  id: 'visits',
  title: '最近の手続き',
  proves: '最近置かれたカードを読めていて、受付を記録できている',
  needs: ['visits'],
  limitMs: 15_000,
  measures: {
    visits: { says: '見た手続きの数', unit: '件' },
    unread: { says: '読めなかったカード', unit: '件' },
    inARow: { says: '続けて読めなかった数', unit: '件', most: unreadOfAReader - 1, beyond: 'many-unread' },
    lifted: { says: '途中で離されたカード', unit: '件' },
    liftedInARow: { says: '続けて途中で離された数', unit: '件', most: liftedByChance, beyond: 'many-lifted' },
  },
  faults: {
    'last-unread': {
      number: 'U-101',
      severity: 'notice',
      symptom: 'card-not-read',
      part: 'card',
      says: '最後に置かれたカードを読み取れませんでした',
      next: '別のカード（見本カード）を置いてください。読めればそのカードの、読めなければリーダーの問題です。',
    },
    'many-unread': {
      number: 'U-101',
      severity: 'warning',
      symptom: 'card-not-read',
      part: 'reader',
      says: '続けてカードを読み取れていません',
      next: 'リーダーの上の汚れや金属を取り、USBケーブルを挿し直してください。見本カードでも読めなければ、リーダーを交換してください。',
    },
    'many-lifted': {
      number: 'U-103',
      severity: 'notice',
      symptom: 'card-not-read',
      part: 'card',
      says: '続けて、カードが手続きの途中で離されています',
      next: 'カードを置く場所の案内と、カードが滑らないことを確認してください。置いたままでも離れたことになるときは、リーダーを交換してください。',
    },
    unrecorded: {
      number: 'U-501',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'disk',
      says: '最後の受付を記録できませんでした',
      next: 'ディスクの空き容量と書き込み権限を確認し、その方に受付をやり直してもらってください。',
    },
  },
  run({ visits: { last } }) {
    const visits = last();
    const readings = readingsOf(visits);
    const { unread, unreadInARow: inARow, lifted, liftedInARow } = readings;
    const problem = visits.at(-1)?.problem;
    return {
      values: { visits: visits.length, unread, inARow, lifted, liftedInARow },
      found: problem ? foundOf(problem, readings) : [],
    };
  },
});

function foundOf(
  problem: ProblemCode,
  { last, unreadInARow }: Readings,
): readonly Found<'last-unread' | 'unrecorded'>[] {
  if (unrecorded.has(problem)) return [{ fault: 'unrecorded', number: problem }];
  const isUnread = last === 'another' || (last === 'unread' && unreadInARow < unreadOfAReader);
  return isUnread ? [{ fault: 'last-unread', detail: problem }] : [];
}
