import { textIn, valueIn } from '../draft.ts';
import { right, type SetUpStep, tickedIn, typedIn } from '../step.ts';

const sizes = [100, 150, 200] as const;
const contrasts = ['normal', 'high', 'dark'] as const;

export const accessibility: SetUpStep = {
  id: 'accessibility',
  title: '見やすさ・聞きやすさ',
  question: '受付を、どのような画面から始めますか',
  why: '患者さんは、受付のたびに自分で変えられます。次の方は、またここで決めた画面から始まります。',
  owns: [
    'accessibility.text',
    'accessibility.contrast',
    'accessibility.calm',
    'accessibility.low',
    'accessibility.voice',
  ],
  skip: '標準の大きさと色、音声なしで始まります。',
  risks: ['U-741'],
  fields: (draft) => [
    {
      kind: 'one',
      name: 'text',
      label: '文字の大きさ',
      value: String(valueIn(draft, 'accessibility.text')),
      choices: [
        { value: '100', label: '標準' },
        { value: '150', label: '大きい' },
        { value: '200', label: 'とても大きい' },
      ],
    },
    {
      kind: 'one',
      name: 'contrast',
      label: '色',
      value: textIn(draft, 'accessibility.contrast'),
      choices: [
        { value: 'normal', label: '標準' },
        { value: 'high', label: '白地に黒', help: '明るい窓の前など' },
        { value: 'dark', label: '黒地に白' },
      ],
    },
    {
      kind: 'several',
      name: 'also',
      label: 'そのほか',
      value: ['calm', 'low', 'voice'].filter((name) =>
        [true, 'on'].includes(valueIn(draft, `accessibility.${name}`) as never),
      ),
      choices: [
        { value: 'voice', label: '初めから音声で案内する' },
        { value: 'calm', label: '画面を動かさない' },
        { value: 'low', label: '押す所を画面の下のほうに集める' },
      ],
    },
  ],
  answer(typed) {
    const also = tickedIn(typed, 'also');
    return right({
      'accessibility.text': sizes.find((size) => String(size) === typedIn(typed, 'text')) ?? 100,
      'accessibility.contrast': contrasts.find((each) => each === typedIn(typed, 'contrast')) ?? 'normal',
      'accessibility.calm': also.includes('calm'),
      'accessibility.low': also.includes('low'),
      'accessibility.voice': also.includes('voice') ? 'on' : 'off',
    });
  },
};
