import type { Result } from '../problem/result.ts';
import { answersOfCard, type CardAnswers } from './answersOfCard.ts';
import type { ApplicationSeen, LastVisit, ReaderSight } from './ports.ts';
import { type Readings, readingsOf, unreadOfAReader } from './readings.ts';

/** Whether it is the card or the reader, in words for whoever stands at the desk. Nothing of anybody is in it. */
export interface CardVerdict {
  readonly blames: 'card' | 'reader' | 'nobody' | 'unclear';
  /** Japanese, one plain sentence each: what it is, and what to do. */
  readonly says: string;
  readonly next: string;
  /** Of the last cards, how many were read, and how many there were. */
  readonly read: number;
  readonly of: number;
  /** What the last card answered; null where it was read, or lifted. */
  readonly card: Pick<CardAnswers, 'says' | 'applications'> | null;
}

const words: Readonly<Record<CardVerdict['blames'] | 'lifted', readonly [says: string, next: string]>> = {
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
  lifted: [
    '最後のカードは、手続きが終わる前に離れました。カードの問題でも、リーダーの問題でもありません。',
    '手続きが終わるまで離さずに、もう一度カードを置いてもらってください。',
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
  const readings = readingsOf(last);
  const answers = answersOfCard(seen);
  const blames = blamed(readings, reader, answers);
  const [says, next] = words[blames === 'nobody' && readings.last === 'lifted' ? 'lifted' : blames];
  return {
    blames,
    says,
    next,
    read: readings.told - readings.unread,
    of: readings.told,
    card: isOpen(readings) ? answers : null,
  };
}

/** A card that says plainly what it is and is not was read by a reader that works. */
const plainlyOther: ReadonlySet<CardAnswers['kind']> = new Set(['another-card', 'no-certificates', 'no-front']);

/** Whether it is the last card that is asked about: what one answers that was lifted says nothing of those before. */
function isOpen({ last }: Readings): boolean {
  return last === 'unread' || last === 'another';
}

function blamed(readings: Readings, reader: Result<ReaderSight>, answers: CardAnswers): CardVerdict['blames'] {
  const isReaderGone = !reader.ok && (reader.problem.code === 'U-104' || reader.problem.code === 'U-107');
  if (isReaderGone) return 'reader';
  const { last, told, unread, unreadInARow } = readings;
  if (last === 'another' || (isOpen(readings) && plainlyOther.has(answers.kind))) return 'card';
  if (unreadInARow >= unreadOfAReader) return 'reader';
  if (unreadInARow === 0) return last === undefined ? 'unclear' : 'nobody';
  // A card before it was read by the same reader.
  return told > unread ? 'card' : 'unclear';
}
