import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn } from '../step.ts';

export const faces: SetUpStep = {
  id: 'faces',
  title: '顔認証',
  question: '顔認証に、どのモデルを使いますか',
  why: '患者さんに使うのは「標準」です。受付機に入っていないので、インターネットまたはUSBメモリーから入れます。',
  owns: ['face.profile'],
  skip: '標準のモデルがあればそれを、なければ体験用を使います。',
  trial: { word: 'モデルを点検する', checks: ['face'] },
  live: 'networks',
  risks: ['U-214', 'U-703', 'U-705'],
  fields: (draft, { networks }) => [
    {
      kind: 'one',
      name: 'profile',
      label: 'モデル',
      value:
        textIn(draft, 'face.profile') === 'auto'
          ? networks.areInstalled
            ? 'standard'
            : 'auto'
          : textIn(draft, 'face.profile'),
      choices: [
        {
          value: 'standard',
          label: '標準',
          help: networks.areInstalled ? '入っています。' : 'まだ入っていません。下のボタンで入れてください。',
        },
        { value: 'embedded', label: '体験用', help: '試すためのものです。精度が低く、患者さんの受付には向きません。' },
        { value: 'auto', label: '自動', help: '標準があれば標準、なければ体験用。本番では使えません。' },
      ],
    },
  ],
  answer(typed) {
    const profile = typedIn(typed, 'profile');
    return right({ 'face.profile': profile === 'standard' || profile === 'embedded' ? profile : 'auto' });
  },
};
