import type { Result } from '../problem/result.ts';
import { isUnread } from './checks/visits.ts';
import type { LastVisit, ReaderSight } from './ports.ts';

/** Whether it is the card or the reader, in words for whoever stands at the desk. Nothing of anybody is in it. */
export interface CardVerdict {
  readonly blames: 'card' | 'reader' | 'nobody' | 'unclear';
  /** Japanese, one plain sentence each: what it is, and what to do. */
  readonly says: string;
  readonly next: string;
  /** Of the last cards, how many were read, and how many there were. */
  readonly read: number;
  readonly of: number;
}

/** So many in a row that were not read are the reader's. */
const mostInARow = 3;

const words: Readonly<Record<CardVerdict['blames'], readonly [says: string, next: string]>> = {
  reader: [
    'カードではなく、カードリーダーの問題です。',
    'この方は窓口で受け付けてください。リーダーの上を拭き、USBケーブルを挿し直し、直らなければ保守担当に連絡してください。',
  ],
  card: [
    'リーダーは正常です。このカードだけが読めていません。',
    'カードの汚れを拭き、ケースから出して置き直してもらってください。読めなければ窓口で受け付け、お住まいの市区町村での確認をすすめてください。',
  ],
  nobody: [
    '最後に置かれたカードは読めています。',
    'いま困っている方がいれば、もう一度カードを置いてもらってください。',
  ],
  unclear: [
    'カードとリーダーのどちらの問題か、まだ分かりません。',
    '別のカード（見本カード）を置いてください。読めればカードの、読めなければリーダーの問題です。',
  ],
};

/** @param last visits, the newest last @param reader as it is now */
export function cardOrReader(last: readonly LastVisit[], reader: Result<ReaderSight>): CardVerdict {
  const unread = last.map(isUnread);
  const inARow = unread.length - 1 - unread.lastIndexOf(false);
  const blames = blamed(reader, inARow, unread);
  const [says, next] = words[blames];
  return { blames, says, next, read: unread.filter((each) => !each).length, of: unread.length };
}

function blamed(reader: Result<ReaderSight>, inARow: number, unread: readonly boolean[]): CardVerdict['blames'] {
  const isReaderGone = !reader.ok && (reader.problem.code === 'U-104' || reader.problem.code === 'U-107');
  if (isReaderGone || inARow >= mostInARow) return 'reader';
  if (inARow === 0) return unread.length > 0 ? 'nobody' : 'unclear';
  // A card before it was read by the same reader.
  return unread.includes(false) ? 'card' : 'unclear';
}
