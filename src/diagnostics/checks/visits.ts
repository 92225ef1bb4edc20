import type { ProblemCode } from '../../problem/catalogue.ts';
import { check } from '../check.ts';

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
/** So many in a row are not chance, whatever each card is like. */
const mostInARow = 3;

export const visits = check({
  id: 'visits',
  title: '最近の読み取り',
  proves: '最近置かれたカードを読めている',
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
  },
  run({ visits: { last } }) {
    const all = last();
    const isUnread = all.map(({ problem }) => problem !== undefined && ofTheCard.has(problem));
    const inARow = isUnread.length - 1 - isUnread.lastIndexOf(false);
    const problem = inARow > 0 ? all.at(-1)?.problem : undefined;
    return {
      values: { visits: all.length, unread: isUnread.filter(Boolean).length, inARow },
      found: problem && inARow < mostInARow ? [{ fault: 'last-unread', detail: problem }] : [],
    };
  },
});
