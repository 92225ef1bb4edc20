import { right, type SetUpStep } from '../step.ts';

/**
 * The first account. What is typed goes to the accounts of the desk, never through the draft; here is only what is
 * asked, and the step is answered once there is an administrator.
 */
export const administrator: SetUpStep = {
  id: 'administrator',
  title: '最初の管理者',
  question: '最初の管理者を登録してください',
  why: '設定を変えたり、職員を追加したりする人です。次の画面で、スマートフォンの認証アプリ（2段階認証）も登録します。登録すると、設定コードは使えなくなります。',
  owns: [],
  skip: null,
  risks: ['U-801'],
  note: ({ hasAdministrator }) =>
    hasAdministrator ? '管理者は登録済みです。職員の追加と変更は「職員」の画面で行います。' : undefined,
  fields: (_draft, { hasAdministrator }) =>
    hasAdministrator
      ? []
      : [
          {
            kind: 'line',
            name: 'name',
            label: '名前',
            help: 'サインインに使います',
            value: '',
            most: 60,
            needed: true,
          },
          {
            kind: 'password',
            name: 'password',
            label: 'パスワード',
            help: '12文字以上。文章のように長いものが安全です。',
          },
        ],
  answer: () => right({}),
};
