import { z } from 'zod';
import { event } from '../event.ts';
import { staff, uuid } from '../fields.ts';

/** A technician at the kiosk. */
export const technicianEvents = {
  'diagnostics.asked': event('operation', 'Staff let a technician to the kiosk.', '受付機を調整中に切り替え', {
    staff,
  }),
  'diagnostics.begun': event('operation', 'A technician signed in at the kiosk.', '受付機の調整を開始', { staff }),
  'diagnostics.sign-in-failed': event(
    'operation',
    'A technician’s sign-in at the kiosk failed.',
    '調整のサインインに失敗',
    {
      /** Absent where no such account exists; what was typed is not kept. */
      staff: staff.optional(),
      /** Whether it was the last of those allowed: nobody signs in there for a while. */
      locked: z.boolean(),
    },
  ),
  'diagnostics.ended': event('operation', 'The technician left, or their time was over.', '受付機の調整を終了', {
    staff,
    why: z.enum(['asked', 'time']),
  }),
  'diagnostics.reported': event('operation', 'A report of the diagnosis was signed and kept.', '調整の報告書を作成', {
    staff,
    report: uuid,
    ready: z.boolean(),
  }),
} as const;
