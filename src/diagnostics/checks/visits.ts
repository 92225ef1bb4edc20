import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';
import type { LastVisit } from '../ports.ts';

/** Visits that ended because a card or phone could not be read, or was gone. */
const ofTheCard: ReadonlySet<ProblemCode> = new Set([
  'U-101',
  'U-102',
  'U-103',
  'U-105',
  'U-106',
  'U-107',
  'U-116',
  'U-117',
  'U-118',
]);
/** Visits that came to their end and could not be recorded. */
const unrecorded: ReadonlySet<ProblemCode> = new Set(['U-501', 'U-505', 'U-506', 'U-512']);
/** So many in a row are not chance, whatever each card is like. */
const mostInARow = 3;

export const visits = check({
  id: 'visits',
  title: '最近の手続き',
  proves: '最近置かれたカードを読めていて、受付を記録できている',
  needs: ['visits'],
  limitMs: 15_000,
  measures: {
    visits: { says: '見た手続きの数', unit: '件' },
    unread: { says: '読めなかったカード', unit: '件' },
    inARow: { says: '続けて読めなかった数', unit: '件', most: mostInARow - 1, beyond: 'many-unread' },
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
    const all = last();
    const unread = all.map(isUnread);
    const inARow = unread.length - 1 - unread.lastIndexOf(false);
    const problem = all.at(-1)?.problem;
    return {
      values: { visits: all.length, unread: unread.filter(Boolean).length, inARow },
      found: problem ? foundOf(problem, inARow) : [],
    };
  },
});

/** Whether its card was not read. */
export function isUnread({ problem }: LastVisit): boolean {
  return problem !== undefined && ofTheCard.has(problem);
}

function foundOf(problem: ProblemCode, inARow: number): readonly Found<'last-unread' | 'unrecorded'>[] {
  if (unrecorded.has(problem)) return [{ fault: 'unrecorded', number: problem }];
  return ofTheCard.has(problem) && inARow < mostInARow ? [{ fault: 'last-unread', detail: problem }] : [];
}
