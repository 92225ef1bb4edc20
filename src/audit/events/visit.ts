import { z } from 'zod';
import { consentItems } from '../../consent/items.ts';
import { problemCode } from '../../problem/problemCode.ts';
import { proofMethods } from '../../reception/evidence.ts';
import { subsidyAnswers } from '../../reception/subsidy.ts';
import { tokens } from '../../reception/token.ts';
import { visitOutcomes } from '../../reception/visitOutcome.ts';
import { event } from '../event.ts';
import { few, staff, subject, uuid } from '../fields.ts';

const visit = { visit: uuid };
const items = z.array(z.enum(consentItems)).max(consentItems.length);

/** A visit at the kiosk, from the card to what the patient answered. */
export const visitEvents = {
  'visit.begun': event('patients', 'A card or phone was placed and a visit began.', '受付手続きを開始', {
    ...visit,
    token: z.enum(tokens),
  }),
  'visit.ended': event('patients', 'The visit ended, in one of five ways.', '受付手続きを終了', {
    ...visit,
    outcome: z.enum(visitOutcomes),
    problem: problemCode.optional(),
  }),
  'identity.proven': event('patients', 'The holder of the card was proven.', '本人確認ができた', {
    ...visit,
    method: z.enum(proofMethods),
    subject,
    attempts: few.optional(),
  }),
  'identity.failed': event('patients', 'One attempt to prove the holder failed.', '本人確認の試みが失敗', {
    ...visit,
    method: z.enum(proofMethods),
    problem: problemCode.optional(),
    triesLeft: few.optional(),
  }),
  'card.unvouched': event(
    'patients',
    'No issuer the configuration names vouches for this chip: made by somebody, or of an issuer that is missing there.',
    'カードのICチップの発行者を確認できない',
    { ...visit, subject: subject.optional() },
  ),
  'card.contradicted': event(
    'patients',
    'A chip spoke against itself: a wrong signature, a key it does not hold, or two people on it. Forged or broken.',
    'カードのICチップの署名または内容が食い違う',
    { ...visit, subject: subject.optional() },
  ),
  'visual.asked': event('patients', 'The patient asked for a check by staff (目視).', '目視確認を依頼', visit),
  'visual.approved': event('patients', 'Staff compared person and photo and approved.', '目視確認で承認', {
    ...visit,
    staff,
  }),
  'visual.refused': event('patients', 'Staff compared person and photo and did not approve.', '目視確認で否認', {
    ...visit,
    staff,
  }),
  'visual.card-lifted': event(
    'patients',
    'The card was taken off the reader while staff looked at it.',
    '目視確認のため、カードが読み取り台から離れた',
    visit,
  ),
  'visual.card-returned': event(
    'patients',
    'A card was laid back: the same, known by certificate and key, or another, which ended the visit.',
    '目視確認のあと、カードが戻された',
    { ...visit, same: z.boolean() },
  ),
  'visual.passcode-wrong': event(
    'patients',
    'A passcode that is nobody’s was typed at the kiosk.',
    '職員の番号の誤り',
    {
      /** Whether it was the last of those allowed: passcodes are locked from here on. */
      locked: z.boolean(),
    },
  ),
  'consent.given': event('patients', 'The patient answered what may be shown.', '情報提供の同意を回答', {
    ...visit,
    agreed: items,
    refused: items,
    /** Set where staff pressed on the patient's spoken word. */
    staff: staff.optional(),
  }),
  'prescription.chosen': event('patients', 'The form of the prescription was chosen.', '処方箋の形式を選択', {
    ...visit,
    form: z.enum(['electronic', 'paper']),
  }),
  'subsidy.answered': event('patients', 'The question for 医療費助成 (PMH) was settled.', '医療費助成の回答', {
    ...visit,
    outcome: z.enum(subsidyAnswers),
  }),
  'eligibility.link-mismatch': event(
    'patients',
    "The answer's person is not the card's person (紐付け誤り): held back.",
    '紐付け誤りの疑いで保留',
    { ...visit, subject },
  ),
} as const;
