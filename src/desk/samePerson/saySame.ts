import { completed } from '../../reception/completed.ts';
import { isNameAlone } from '../../reception/link/linkRecord.ts';
import type { SaidSameReason } from '../../reception/link/saidSame.ts';
import type { DeskContext } from '../context.ts';
import { done, type Outcome, refuse, troubled } from '../http/outcome.ts';
import { askedAgain } from './askedAgain.ts';

/** What a staff member says, having compared the printed card with what was shown. */
export interface SamePerson {
  readonly reception: string;
  /** Hash of the names that were shown: the answer may have changed since. */
  readonly names: string;
  readonly reason: SaidSameReason;
  readonly staff: string;
}

/**
 * 「本人です」: remembers the two names of this card, and completes the reception at once, as the reconciliation would:
 * the next version carries the insurance and goes to every sink.
 */
export async function saySame(
  desk: Pick<DeskContext, 'outbox' | 'gateway' | 'facility' | 'saidSame' | 'audit'>,
  { reception: id, names, reason, staff }: SamePerson,
): Promise<Outcome> {
  const asked = await askedAgain(desk, id);
  if ('kind' in asked) return asked;
  if (desk.saidSame.digestOf(asked.names) !== names) return answerChanged;
  if (asked.differs.length > 0) {
    if (!isNameAlone(asked.differs)) return notTheNameAlone;
    const said = desk.saidSame.say({ names: asked.names, reception: id, staff, reason });
    if (!said.ok) return troubled(said.problem);
  }
  const next = completed(asked.reception, asked.answer, desk.facility.nameVariants, desk.saidSame.find);
  // No await from here on: nobody of this process comes between looking and recording.
  const newest = desk.outbox.reception(id);
  if (!newest.ok) return troubled(newest.problem);
  if (newest.value?.version !== asked.reception.version) return answerChanged;
  const { version } = next;
  const audited = desk.audit.append({ type: 'desk.recorded', staff, reception: id, version, what: 'same-person' });
  if (!audited.ok) return troubled(audited.problem);
  const recorded = desk.outbox.record(next);
  if (!recorded.ok) return troubled(recorded.problem);
  return done('本人として受付を完了しました。保険の情報を院内システムに送ります。', { id, version }, `/arrivals/${id}`);
}

const answerChanged = refuse(
  409,
  'answer-changed',
  '表示したあとに内容が変わりました。もう一度、カードと見比べてください。',
);
const notTheNameAlone = refuse(
  409,
  'not-the-name-alone',
  '生年月日または性別が一致しないため、本人として受け付けることはできません。',
);
