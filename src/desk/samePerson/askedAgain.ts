import { isAboutOne } from '../../reception/aboutNobody.ts';
import type { EligibilityAnswer } from '../../reception/answer.ts';
import {
  compareItems,
  compareLink,
  type LinkComparison,
  type LinkDifference,
} from '../../reception/link/compareLink.ts';
import { isNameAlone } from '../../reception/link/linkRecord.ts';
import type { NamesOnCard } from '../../reception/link/saidSame.ts';
import type { PersonRecord } from '../../reception/person.ts';
import type { Reception } from '../../reception/reception.ts';
import type { DeskContext } from '../context.ts';
import { type Refusal, refuse, troubled } from '../http/outcome.ts';

/** A reception that was held back, and what the eligibility system says now: the first answer was not kept. */
export interface AskedAgain {
  readonly reception: Reception;
  readonly person: PersonRecord;
  readonly answer: EligibilityAnswer;
  readonly compared: LinkComparison;
  readonly differs: readonly LinkDifference[];
  readonly names: NamesOnCard;
}

/** How long the eligibility system may take, milliseconds. */
const askingMs = 20_000;

/** Asks once more about whom reception `id` is held back. */
export async function askedAgain(
  { outbox, gateway, facility }: Pick<DeskContext, 'outbox' | 'gateway' | 'facility'>,
  id: string,
): Promise<Refusal | AskedAgain> {
  const found = outbox.reception(id);
  if (!found.ok) return troubled(found.problem);
  const reception = found.value;
  if (!reception) return refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
  const { person, token, link } = reception;
  if (link.kind !== 'mismatch') return refuse(409, 'not-held-back', 'この受付は、保留されていません。');
  if (!person || token.serial === null)
    return refuse(409, 'no-card', 'カードを読み取っていない受付は、本人として確認できません。');
  const about = { receptionId: id, certificateSerial: token.serial, person };
  const asked = await gateway.askAbsent(about, AbortSignal.timeout(askingMs));
  if (!asked.ok) return troubled(asked.problem);
  const answer = asked.value;
  if (!isAboutOne(answer)) {
    return refuse(
      409,
      'about-nobody',
      '資格確認の回答が1人に定まりません。健康保険証の情報を別の方法で確認してください。',
    );
  }
  return {
    reception,
    person,
    answer,
    compared: compareItems(person, answer, facility.nameVariants),
    differs: compareLink(person, answer, facility.nameVariants),
    names: { serial: token.serial, card: person.name, answer: answer.name },
  };
}

/** What staff may see of it: the answer's name only where nothing else is in question, and never more than the name. */
export function comparisonShown({ reception, person, answer, compared, differs }: AskedAgain) {
  const isName = isNameAlone(differs) || differs.length === 0;
  return {
    receivedAt: reception.receivedAt,
    card: { name: person.name, birthdate: person.birthdate, sex: person.sex },
    answer: isName ? { name: answer.name, nameKana: answer.nameKana, nameOfOther: answer.nameOfOther ?? null } : null,
    compared,
    differs,
  };
}

export type ComparisonShown = ReturnType<typeof comparisonShown>;
