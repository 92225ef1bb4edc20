import type { Result } from '../problem/result.ts';
import { answersOfCard, type CardAnswers } from './answersOfCard.ts';
import { isUnread } from './checks/visits.ts';
import type { ApplicationSeen, LastVisit, ReaderSight } from './ports.ts';

/** Whether it is the card or the reader, in words for whoever stands at the desk. Nothing of anybody is in it. */
export interface CardVerdict {
  readonly blames: 'card' | 'reader' | 'nobody' | 'unclear';
  /** Japanese, one plain sentence each: what it is, and what to do. */
  readonly says: string;
  readonly next: string;
  /** Of the last cards, how many were read, and how many there were. */
  readonly read: number;
  readonly of: number;
  /** What the last card answered; null where it was read. */
  readonly card: Pick<CardAnswers, 'says' | 'applications'> | null;
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

/** @param last visits, the newest last @param reader as it is now @param seen of the card that was laid down last */
export function cardOrReader(
  last: readonly LastVisit[],
  reader: Result<ReaderSight>,
  seen: readonly ApplicationSeen[],
): CardVerdict {
  const unread = last.map(isUnread);
  const inARow = unread.length - 1 - unread.lastIndexOf(false);
  const answers = answersOfCard(seen);
  const blames = blamed({ reader, inARow, unread, answers });
  const [says, next] = words[blames];
  return {
    blames,
    says,
    next,
    read: unread.filter((each) => !each).length,
    of: unread.length,
    card: inARow > 0 ? answers : null,
  };
}

/** A card that says plainly what it is and is not was read by a reader that works. */
const plainlyOther: ReadonlySet<CardAnswers['kind']> = new Set(['another-card', 'no-certificates', 'no-front']);

interface Evidence {
  readonly reader: Result<ReaderSight>;
  readonly inARow: number;
  readonly unread: readonly boolean[];
  readonly answers: CardAnswers;
}

function blamed({ reader, inARow, unread, answers }: Evidence): CardVerdict['blames'] {
  const isReaderGone = !reader.ok && (reader.problem.code === 'U-104' || reader.problem.code === 'U-107');
  if (isReaderGone) return 'reader';
  if (inARow > 0 && plainlyOther.has(answers.kind)) return 'card';
  if (inARow >= mostInARow) return 'reader';
  if (inARow === 0) return unread.length > 0 ? 'nobody' : 'unclear';
  // A card before it was read by the same reader.
  return unread.includes(false) ? 'card' : 'unclear';
}
