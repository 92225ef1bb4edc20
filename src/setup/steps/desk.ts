import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn } from '../step.ts';

const everywhere = '0.0.0.0';
const here = '127.0.0.1';

export const desk: SetUpStep = {
  id: 'desk',
  title: '職員の画面',
  question: '職員の画面を、どこで使いますか',
  why: '受付の一覧や目視確認の画面です。職員はサインインして使います。',
  owns: ['desk.host'],
  skip: 'この受付機の中だけで使えます。あとで変えられます。',
  risks: ['U-702'],
  fields: (draft) => [
    {
      kind: 'one',
      name: 'host',
      label: '使う場所',
      value: textIn(draft, 'desk.host') === here ? 'here' : 'everywhere',
      choices: [
        {
          value: 'everywhere',
          label: '受付窓口のパソコンでも使う',
          help: '医院のネットワークから https で開けるようになります。',
        },
        { value: 'here', label: 'この受付機の中だけ', help: 'ほかのパソコンからは開けません。' },
      ],
    },
  ],
  answer: (typed, draft) => {
    const before = textIn(draft, 'desk.host');
    // One address of several that somebody chose by hand is left as it is.
    const open = before === here ? everywhere : before;
    return right({ 'desk.host': typedIn(typed, 'host') === 'here' ? here : open });
  },
};
