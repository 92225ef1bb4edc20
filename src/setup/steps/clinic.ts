import { plainLine } from '../../kernel/plainLine.ts';
import { isSaid, textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

const most = 60;

export const clinic: SetUpStep = {
  id: 'clinic',
  title: '医院の名前',
  question: '医院の名前を入力してください',
  why: '患者さんの画面と、職員の画面に表示されます。',
  owns: ['clinic.name'],
  skip: null,
  risks: ['U-741'],
  fields: (draft) => [
    {
      kind: 'line',
      name: 'name',
      label: '医院の名前',
      value: isSaid(draft, 'clinic.name') ? textIn(draft, 'clinic.name') : '',
      most,
      needed: true,
      example: 'ひいらぎ内科クリニック',
    },
  ],
  answer(typed) {
    const name = typedIn(typed, 'name');
    const isGood = name !== '' && name.length <= most && plainLine.test(name);
    return isGood ? right({ 'clinic.name': name }) : wrong('name', `1文字以上${most}文字以内で入力してください。`);
  },
};
