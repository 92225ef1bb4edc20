import { z } from 'zod';
import { event } from '../event.ts';
import { count, keyId, publicKey, sequence, signature, uuid } from '../fields.ts';

/** What the trail tells of itself. */
export const trailEvents = {
  'clock.stepped-back': event('trail', 'The clock was set back; the records go on in their order.', '時計が戻った', {
    seconds: count,
  }),
  'audit.begun': event('trail', 'The first record of a trail: its id and its first signing key.', '記録を開始', {
    trail: uuid,
    key: publicKey,
    /** Set where a damaged trail was put aside before. */
    after: z.literal('damage').optional(),
  }),
  'audit.anchored': event('trail', 'Signature over everything before this record.', '署名（アンカー）', {
    key: keyId,
    signature,
  }),
  'audit.key-changed': event('trail', 'A new key signs from here on; the old one signs this record.', '署名鍵を変更', {
    key: publicKey,
  }),
  'audit.tail-missing': event('trail', 'At start, records the last anchor vouches for were gone.', '末尾の記録が欠落', {
    after: z.int().min(0).describe('number of a record, or 0'),
    through: sequence,
  }),
  'audit.expired': event('trail', 'Fields of records past their time were wiped.', '保存期間を過ぎた項目を消去', {
    count,
    through: sequence,
  }),
} as const;
