import { z } from 'zod';
import { event } from '../event.ts';
import { count, staff } from '../fields.ts';

/** Who is at the desk. */
export const sessionEvents = {
  'desk.signed-in': event('patients', 'A staff member signed in at the desk.', '受付端末にサインイン', { staff }),
  'desk.signed-out': event('patients', 'A session at the desk ended.', '受付端末からサインアウト', {
    staff,
    why: z.enum(['asked', 'idle', 'disabled', 'kiosk-stopped']),
  }),
  'desk.locked': event('patients', 'A session at the desk was locked.', '受付端末の画面をロック', {
    staff,
    /** `asked`: by whoever sat there, or by their browser. `unseen`: nobody was there for a while. */
    why: z.enum(['asked', 'unseen']),
  }),
  'desk.unlocked': event('patients', 'Its owner opened a locked session.', '受付端末のロックを解除', {
    staff,
    by: z.enum(['passcode', 'password']),
  }),
  'desk.unlock-failed': event('patients', 'A wrong passcode was typed at a locked session.', 'ロックの解除に失敗', {
    staff,
    /** Whether it was the last of those allowed: only the password opens it from here on. */
    last: z.boolean(),
  }),
  'desk.sign-in-failed': event('patients', 'A sign-in at the desk failed.', 'サインインに失敗', {
    /** Absent where no such account exists; what was typed is not kept. */
    staff: staff.optional(),
    why: z.enum([
      'unknown-account',
      'wrong-password',
      'wrong-code',
      'wrong-second-factor',
      'used-second-factor',
      'locked',
      'disabled',
      'expired',
    ]),
    /** More than one of the same within a minute: a flood is not told one by one. */
    times: count.optional(),
  }),
} as const;
