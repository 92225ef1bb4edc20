import type { AccountRefusal } from '../accounts/accounts.ts';
import { type Refusal, refuse } from '../http/outcome.ts';

const words: Readonly<Record<AccountRefusal, readonly [number, string]>> = {
  'password-too-short': [422, 'パスワードは12文字以上にしてください。'],
  'password-too-long': [422, 'パスワードは128文字までにしてください。'],
  'password-is-name': [422, '名前と同じパスワードは使えません。'],
  'passcode-not-four-digits': [422, '番号は4桁の数字にしてください。'],
  'passcode-too-simple': [422, '同じ数字や続き番号は使えません。別の番号にしてください。'],
  // That somebody has it cannot be hidden; whose it is, is not said.
  'passcode-taken': [422, 'この番号は使えません。別の番号にしてください。'],
  'name-taken': [409, '同じ名前のアカウントがあります。'],
  'no-such-account': [404, 'そのアカウントはありません。'],
  'last-administrator': [409, '最後の管理者は、停止も役割の変更もできません。'],
  busy: [503, '混み合っています。少し待って、もう一度操作してください。'],
  'wrong-code': [401, 'コードが違うか、期限が切れています。'],
};

/** The same in words alone. */
export function accountWord(why: AccountRefusal): string {
  return words[why][1];
}

/** Why an account is not made or changed, as people read it. */
export function accountRefused(why: AccountRefusal): Refusal {
  const [status, said] = words[why];
  return refuse(status, why, said);
}
