import { z } from 'zod';
import { key, section } from '../key.ts';

const words = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });

export const clinic = section(
  {
    name: key(
      z.string().min(1).max(60),
      '受付デモクリニック',
      'Name of the clinic.',
      'Patients see it on every screen.',
    ),
    institutionCode: key(
      z.string().regex(/^\d{2}[1346]\d{7}$/, 'must be 10 digits: prefecture 2, table 1 (1, 3, 4 or 6), institution 7'),
      '1310000001',
      '医療機関コード, 10 digits: prefecture 2, table 1, institution 7.',
      'The eligibility system and the clinic’s systems tell institutions apart by it.',
    ),
    afterCheckIn: key(
      words,
      {
        ja: 'お名前をお呼びするまで、待合室でお待ちください。',
        en: 'Please wait in the waiting room until your name is called.',
      },
      'What the patient does next, shown with 受付完了.',
      'People think the reader has done everything: say what happens next in this clinic.',
    ),
    afterFirstVisit: key(
      words,
      {
        ja: '診察券をお作りします。受付窓口にお越しください。',
        en: 'Please come to the reception desk: we will make your patient card.',
      },
      'The same for somebody whose patient number (診察券) the eligibility system does not know yet.',
      'First visits usually go to the desk; leave the ordinary words here where yours do not.',
    ),
  },
  'The clinic this kiosk stands in.',
);
