import { z } from 'zod';
import { stepIds } from '../../setup/stepIds.ts';
import { event } from '../event.ts';
import { count, keyId, staff, uuid } from '../fields.ts';

/** Whose keys open it. */
const keyIds = z.array(keyId).max(16);

/** Set-up, updates and backups. */
export const upkeepEvents = {
  'backup.key-made': event('patients', 'A pair of keys for backups was made.', 'バックアップの鍵を作成', {
    staff,
    key: keyId,
  }),
  'backup.begun': event('patients', 'A backup was made and began to leave.', 'バックアップの作成を開始', {
    staff,
    keys: keyIds,
  }),
  'backup.ended': event('patients', 'A backup left whole, or did not.', 'バックアップの作成を終了', {
    staff,
    keys: keyIds,
    /** How many of its bytes left, in KiB. */
    kib: count,
    outcome: z.enum(['whole', 'broken-off', 'failed']),
  }),
  'set-up.begun': event('operation', 'A browser said the set-up code.', '初期設定を開始', {}),
  'set-up.answered': event('operation', 'A step of the set-up was answered, or left out.', '設定の項目に回答', {
    step: z.enum(stepIds),
    skipped: z.boolean(),
    /** Absent before there is an account. */
    staff: staff.optional(),
  }),
  'set-up.tried': event('operation', 'An answer of the set-up was tried, perhaps with a test delivery.', '設定を試験', {
    step: z.enum(stepIds),
    delivered: z.boolean(),
    staff: staff.optional(),
  }),
  'set-up.imported': event('operation', 'The configuration of another kiosk was taken over.', '設定を取り込み', {
    /** Keys that were left out. */
    left: count,
    staff: staff.optional(),
  }),
  'set-up.restored': event(
    'operation',
    'The set-up ended with the backup of an earlier machine, which is to take this one’s place.',
    '前の受付機のバックアップからの復元を開始',
    { backup: uuid, staff: staff.optional() },
  ),
  'update.sent': event('operation', 'Staff sent the file of an update through the browser.', '更新ファイルを送信', {
    staff,
    kib: count,
  }),
  'update.ordered': event('operation', 'Staff began an update of the device.', '更新を開始', {
    staff,
    from: z.enum(['browser', 'address', 'stick']),
    older: z.boolean().describe('whether an older version was allowed'),
  }),
  'update.called-off': event('operation', 'Staff called off an update that waited.', '更新を取りやめ', { staff }),
  'set-up.finished': event('operation', 'The set-up wrote the configuration, or had it taken up.', '設定を確定', {
    staff,
  }),
} as const;
