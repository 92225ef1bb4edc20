import { type CatalogueEntry, toTheDesk } from './entry.ts';

/** U-6nn: the device. */
export const deviceProblems = {
  'U-601': {
    meaning: 'A part of the program failed in a way nobody foresaw; the visit was ended.',
    patient: { ja: '受付を続けられませんでした', en: 'The check-in could not go on' },
    advice: toTheDesk,
    staff: '内部エラーです。ログを添えて保守担当に連絡してください。',
    retry: 'patient',
  },
  'U-602': {
    meaning:
      'A second browser asked for the patient screen and was turned away, or one sent more than anybody presses.',
    patient: { ja: 'この画面は、ほかで開かれています', en: 'This screen is open somewhere else' },
    advice: toTheDesk,
    staff:
      '患者用画面を、受付機の画面のほかからも開こうとしたものがあり、拒否しました。心当たりがなければ、受付機につながっている人や機器を確認し、保守担当に連絡してください。',
    retry: 'no',
  },
} as const satisfies Record<`U-6${number}`, CatalogueEntry>;
