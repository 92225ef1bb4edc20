import { isAgeRecipient } from '../../kernel/ageKey.ts';
import { textsIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

/** Whose keys seal the backups. Only public ones are ever typed here: a secret one is refused without being repeated. */
export const backup: SetUpStep = {
  id: 'backup',
  title: 'バックアップの鍵',
  question: 'バックアップを、誰の鍵で開けるようにしますか',
  why: '受付機のバックアップは、ここに登録した公開鍵で封をします。対になる秘密の鍵のどれか1つがあれば開けます。鍵は、受付端末の「バックアップ」で作れます。',
  owns: ['backup.recipients'],
  skip: '受付端末では、まだバックアップを作れません。あとで「バックアップ」から鍵を作れます。',
  risks: ['U-708', 'U-741'],
  fields: (draft) => [
    {
      kind: 'text',
      name: 'recipients',
      label: '公開鍵（age1 で始まる文字列）',
      help: '1行に1つ。なしにすると、受付端末では作れなくなります。',
      value: textsIn(draft, 'backup.recipients').join('\n'),
      file: '',
    },
  ],
  answer(typed) {
    const keys = typedIn(typed, 'recipients')
      .split(/\s+/)
      .filter((each) => each !== '');
    if (keys.some((each) => /^age-secret-key-/i.test(each)))
      return wrong('recipients', '秘密の鍵は、ここに入力しません。age1 で始まる公開鍵を入力してください。');
    const at = keys.findIndex((each) => !isAgeRecipient(each));
    if (at >= 0)
      return wrong('recipients', `U-708 ${at + 1}番目は公開鍵ではありません。打ちまちがいを確認してください。`);
    if (keys.length > most) return wrong('recipients', `公開鍵は${most}個までです。`);
    return right({ 'backup.recipients': [...new Set(keys)] });
  },
};

const most = 16;
