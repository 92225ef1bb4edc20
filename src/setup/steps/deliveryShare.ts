import { isSharePassword, type SharePlan, shareAddressIn, shareUserIn, shownAddress } from '../machine/share.ts';
import type { SeenAround } from '../ports.ts';
import { type Field, type TypedAnswer, typedIn } from '../step.ts';

/** What a device asks beside where the folder is: on a PC its administrator mounts it. */
export function shareFields({ share }: Pick<SeenAround, 'share'>): readonly Field[] {
  return [
    {
      kind: 'line',
      name: 'shareUser',
      label: '共有フォルダーの利用者名',
      help: '共有フォルダーを選んだときだけ。受付機のために作った利用者を入力します。',
      value: share?.user ?? '',
      most: 200,
      example: 'uketsuke',
    },
    { kind: 'secret', name: 'sharePassword', label: '共有フォルダーのパスワード', isKept: share !== undefined },
    {
      kind: 'one',
      name: 'shareSealed',
      label: '共有フォルダーの暗号化',
      value: share?.isSealed === false ? 'no' : 'yes',
      choices: [
        { value: 'yes', label: '暗号化する（SMB 3）', help: 'ふつうは、こちらを選びます。' },
        { value: 'no', label: '暗号化しない', help: '古い機器が暗号化に対応していないときだけ。署名はします。' },
      ],
    },
  ];
}

/** What is wrong with what was typed about a shared folder, by field. */
export type ShareTyped =
  | { readonly ok: true; readonly plan: SharePlan }
  | { readonly ok: false; readonly field: string; readonly says: string };

/** The folder that somebody typed. A password that is kept is for the server and the user it was typed for, and no other. */
export function shareIn(typed: TypedAnswer, { share }: Pick<SeenAround, 'share'>): ShareTyped {
  const wrong = (field: string, says: string): ShareTyped => ({ ok: false, field, says });
  const address = shareAddressIn(typedIn(typed, 'where'));
  if (!address) return wrong('where', '「\\\\192.168.10.5\\oqs」のように、共有フォルダーの場所を入力してください。');
  const user = typedIn(typed, 'shareUser');
  if (!shareUserIn(user)) return wrong('shareUser', '共有フォルダーを使う利用者名を入力してください。');
  const { sharePassword } = typed;
  const password = typeof sharePassword === 'string' ? sharePassword : '';
  const isSame = share?.user === user && share.address.server.toLowerCase() === address.server.toLowerCase();
  if (password === '' && !isSame) return wrong('sharePassword', 'パスワードを入力してください。');
  if (password !== '' && !isSharePassword(password)) return wrong('sharePassword', 'パスワードを確認してください。');
  const isSealed = typedIn(typed, 'shareSealed') !== 'no';
  return { ok: true, plan: { address, user, password: password === '' ? undefined : password, isSealed } };
}

/** As it stands in the field. */
export function shownShare({ share }: Pick<SeenAround, 'share'>): string {
  return share ? shownAddress(share.address) : '';
}
