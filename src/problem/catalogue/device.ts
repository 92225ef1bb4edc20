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
} as const satisfies Record<`U-6${number}`, CatalogueEntry>;
