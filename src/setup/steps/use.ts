import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn } from '../step.ts';

export const use: SetUpStep = {
  id: 'use',
  title: '使い方',
  question: 'この受付機を、まず試しますか',
  why: '本番では、足りない設定や暗号化されない通信が1つでもあると起動しません。まず試用で始めて、あとから本番に変えられます。',
  owns: ['kiosk.mode'],
  // Whoever sets a machine up says what it is for.
  own: ['kiosk.mode'],
  skip: '試用で始めます。',
  trial: {
    word: '設定全体を点検する',
    checks: ['files', 'certificates', 'gateway', 'receivers', 'shares', 'pcsc', 'reader', 'camera', 'face', 'clock'],
  },
  risks: ['U-741'],
  fields: (draft) => [
    {
      kind: 'one',
      name: 'mode',
      label: '使い方',
      value: textIn(draft, 'kiosk.mode'),
      choices: [
        { value: 'trial', label: '試用', help: '職員で試す間は、こちらです。' },
        { value: 'production', label: '本番', help: '患者さんの受付に使います。' },
      ],
    },
  ],
  answer: (typed) => right({ 'kiosk.mode': typedIn(typed, 'mode') === 'production' ? 'production' : 'trial' }),
};
