import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

export const kiosk: SetUpStep = {
  id: 'kiosk',
  title: '受付機の名前',
  question: 'この受付機を何と呼びますか',
  why: '受付機が2台以上あるときに、どれで受付したかを見分けます。',
  owns: ['kiosk.id'],
  // Two of one name are taken for each other.
  own: ['kiosk.id'],
  skip: '「kiosk-1」になります。受付機が1台だけなら、そのままでかまいません。',
  risks: ['U-741'],
  fields: (draft) => [
    {
      kind: 'line',
      name: 'id',
      label: '受付機の名前',
      help: '半角の英小文字・数字・ハイフン、32文字まで。医院の中で同じ名前を2つ使わないでください。',
      value: textIn(draft, 'kiosk.id'),
      most: 32,
      needed: true,
    },
  ],
  answer(typed) {
    const id = typedIn(typed, 'id').normalize('NFKC').toLowerCase();
    return /^[a-z0-9-]{1,32}$/.test(id)
      ? right({ 'kiosk.id': id })
      : wrong('id', '半角の英小文字・数字・ハイフンで入力してください。');
  },
};
