import { type ConsentItem, consentItems } from '../../../consent/items.ts';
import { tokyoSeconds } from '../../../kernel/tokyoTime.ts';
import type { ConsentAnswer } from '../../../reception/consents.ts';
import type { ElementRule, ResultSubject, Standing } from './rules.ts';

/** What the consent elements of each item begin with. */
const stems: Readonly<Record<ConsentItem, readonly [stem: string, Standing]>> = {
  surgery: ['OperationInfo', 'field'],
  medication: ['PharmacistsInfo', 'field'],
  diagnosis: ['DiagnosisInfo', 'field'],
  checkup: ['SpecificHealthCheckupsInfo', 'field'],
  // Not among the published stems: of the same form.
  prescriptions: ['PrescriptionInfo', 'ours'],
};

/**
 * Three elements an item. Of an item that was not asked, or that is withheld, nothing is said: flag 0 would claim a
 * refusal. Nothing becomes
 * available by a refusal, so a refusal has no end, and where nobody could be asked there is no time either [ours].
 */
export const consentRules: readonly ElementRule<ResultSubject>[] = consentItems.flatMap((item) => {
  const [stem, standing] = stems[item];
  const rule = (end: string, value: (answer: ConsentAnswer) => string): ElementRule<ResultSubject> => ({
    element: `${stem}${end}`,
    standing,
    value: ({ reception }) => {
      const given = reception.consents.find((consent) => consent.item === item);
      return given && !given.withheld ? value(given) : undefined;
    },
  });
  return [
    rule('ConsFlg', flagOf),
    rule('ConsTime', ({ notObtained, answeredAt }) => (notObtained ? '' : tokyoSeconds(answeredAt))),
    rule('AvailableTime', ({ agreed, validUntil }) => (agreed ? tokyoSeconds(validUntil) : '')),
  ];
});

/** 0 no, 1 yes, 2 yes but more than 24 hours ago, 3 nobody could be asked. */
function flagOf({ agreed, expired, notObtained }: ConsentAnswer): string {
  if (notObtained) return '3';
  if (!agreed) return '0';
  return expired ? '2' : '1';
}
