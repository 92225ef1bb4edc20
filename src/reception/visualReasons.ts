import type { VisualReason } from './evidence.ts';

/** Why staff looked (目視), in the words of kiosk and desk alike: both make the same record. */
export const visualReasonWords: Readonly<Record<'ja' | 'en', Readonly<Record<VisualReason, string>>>> = {
  ja: {
    'face-failed': '顔認証ができない',
    'pin-forgotten': '暗証番号がわからない',
    injury: 'けが・体調のため',
    dementia: '認知症などのため',
    other: 'そのほか',
  },
  en: {
    'face-failed': 'Face recognition fails',
    'pin-forgotten': 'PIN forgotten',
    injury: 'Injury or illness',
    dementia: 'Dementia or similar',
    other: 'Other',
  },
};
