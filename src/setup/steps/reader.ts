import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

export const reader: SetUpStep = {
  id: 'reader',
  title: 'カードリーダー',
  question: 'カードリーダーにカードを置いて、反応を確かめてください',
  why: 'マイナンバーカードを読む装置です。下に、いま見えているリーダーと、カードが置かれているかどうかを表示します。カードの中身は読みません。',
  owns: ['card.readerPattern'],
  // Names are those of the machine that has it.
  own: ['card.readerPattern'],
  skip: '最初に見つかったリーダーを使います。',
  trial: { word: 'リーダーを点検する', checks: ['pcsc', 'reader'] },
  live: 'reader',
  risks: ['U-104', 'U-101'],
  fields: (draft, { reader: found }) => {
    const now = textIn(draft, 'card.readerPattern');
    const named = found?.name ? exactly(found.name) : '';
    return [
      {
        kind: 'one',
        name: 'pattern',
        label: '使うリーダー',
        value: now,
        choices: [
          { value: '', label: '最初に見つかったもの', help: 'リーダーが1台のときは、これを選びます。' },
          ...(found?.name ? [{ value: named, label: found.name, help: 'いつもこのリーダーだけを使います。' }] : []),
          ...(now !== '' && now !== named ? [{ value: now, label: `いまの設定のまま（${now}）` }] : []),
        ],
      },
    ];
  },
  answer(typed, draft, seen) {
    const pattern = typedIn(typed, 'pattern');
    const offered = reader.fields(draft, seen).flatMap((field) => (field.kind === 'one' ? field.choices : []));
    const isOffered = offered.some(({ value }) => value === pattern);
    return isOffered
      ? right({ 'card.readerPattern': pattern })
      : wrong('pattern', 'そのリーダーは、いま見えていません。選び直してください。');
  },
};

/** A name as the pattern that nothing else matches. */
function exactly(name: string): string {
  return `^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
