import { z } from 'zod';
import { attentionReasons } from '../../reception/attentionReasons.ts';
import { saidSameReasons } from '../../reception/link/saidSame.ts';
import { event } from '../event.ts';
import { count, few, staff, subject, uuid } from '../fields.ts';

/** What staff see and do at the desk. */
export const deskEvents = {
  'desk.looked-at': event('patients', 'A staff member was shown what concerns one patient.', '患者の情報を閲覧', {
    staff,
    what: z.enum(['arrival', 'eligibility', 'visual-check', 'lost-characters', 'emergency-search']),
    reception: uuid.optional(),
    visit: uuid.optional(),
  }),
  'desk.recorded': event('patients', 'Staff recorded a version of a reception by hand.', '受付を手作業で記録', {
    staff,
    reception: uuid,
    version: few,
    what: z.enum(['without-card', 'patient-number', 'same-person']),
  }),
  'desk.settled': event('patients', 'Staff ticked off what an arrival wanted of them.', '要対応を対応済みに', {
    staff,
    reception: uuid,
    why: z.enum(attentionReasons),
  }),
  'desk.reopened': event('patients', 'Staff took such a tick back.', '対応済みを要対応に戻した', {
    staff,
    reception: uuid,
    why: z.enum(attentionReasons),
  }),
  'desk.same-person-said': event(
    'patients',
    'Staff compared the printed card and said that two names are one person’s (本人です).',
    '氏名の違う2つの記録を本人と確認',
    { staff, reception: uuid, subject, reason: z.enum(saidSameReasons) },
  ),
  'desk.same-person-revoked': event('patients', 'What was said of two names was taken back.', '本人の確認を取り消し', {
    staff,
    reception: uuid,
    subject,
  }),
  'desk.help-answered': event('patients', 'Staff answered a call from the kiosk.', '呼び出しに対応', {
    staff,
    /** Absent where no visit was going on. */
    visit: uuid.optional(),
  }),
  'desk.screen-wiped': event('operation', 'Staff covered the free screen of the kiosk to wipe it.', '画面の掃除', {
    staff,
  }),
  'desk.practice-begun': event(
    'operation',
    'Staff turned the free screen of the kiosk to practice (体験).',
    '体験の開始',
    {
      staff,
    },
  ),
  'desk.practice-ended': event('operation', 'Staff ended the practice (体験) at the kiosk.', '体験の終了', {
    staff,
  }),
  'desk.number-told': event('patients', 'Staff typed the numbers printed on the card.', 'カードの数字を入力', {
    staff,
    visit: uuid,
  }),
  'desk.asked-by-numbers': event('patients', 'Staff asked by numbers of a 資格確認書.', '番号で資格確認', {
    staff,
    reception: uuid.optional(),
  }),
  'desk.exported': event('patients', 'Staff took data out.', 'データを書き出し', {
    staff,
    what: z.enum(['arrivals', 'numbers', 'audit', 'anchors', 'queue', 'support-bundle', 'configuration']),
    rows: count,
  }),
} as const;
