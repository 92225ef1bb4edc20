import { z } from 'zod';
import { event } from '../event.ts';
import { few, staff } from '../fields.ts';
import { staffRoles } from '../staffRoles.ts';

/** Who may do what: the accounts of staff. */
export const accountEvents = {
  'staff.account.created': event('patients', 'An account was made.', 'アカウントを作成', {
    staff,
    account: staff,
    role: z.enum(staffRoles),
  }),
  'staff.account.invited': event('patients', 'An invitation to set a password was made.', '招待コードを発行', {
    staff,
    account: staff,
  }),
  'staff.passcode.refused': event('patients', 'Somebody chose a passcode in vain.', '番号の設定を拒否', {
    staff,
    /** `taken`: a colleague has it. `too-many`: more choices than a day has. */
    why: z.enum(['taken', 'too-many']),
  }),
  'staff.second-factor.begun': event('patients', 'Somebody was shown a new second factor.', '2段階認証の登録を開始', {
    staff,
  }),
  'staff.recovery-code.used': event(
    'patients',
    'A recovery code stood in for the second factor.',
    '予備コードでサインイン',
    { staff, left: few },
  ),
  'staff.account.changed': event('patients', 'An account was changed.', 'アカウントを変更', {
    staff,
    account: staff,
    what: z.enum(['name', 'password', 'passcode', 'second-factor', 'role', 'unlocked', 'enabled', 'renewed']),
  }),
  'staff.account.disabled': event('patients', 'An account was disabled.', 'アカウントを停止', {
    staff,
    account: staff,
  }),
} as const;
