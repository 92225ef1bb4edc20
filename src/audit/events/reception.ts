import { z } from 'zod';
import { sinkNames } from '../../outbox/sinks/sinkNames.ts';
import { problemCode } from '../../problem/problemCode.ts';
import { event } from '../event.ts';
import { few, staff, uuid } from '../fields.ts';

const sink = z.enum(sinkNames);

/** What becomes of a reception, and the modes in which it was taken. */
export const receptionEvents = {
  'reception.recorded': event('patients', 'The reception was committed.', '受付を記録', {
    visit: uuid,
    reception: uuid,
    version: few,
    provisional: z.boolean(),
  }),
  'reception.reconciled': event('patients', 'A provisional reception was completed.', '仮受付を確定', {
    reception: uuid,
    version: few,
    staff: staff.optional(),
  }),
  'reception.delivered': event('patients', 'A system of the clinic took the reception.', '院内システムに送信', {
    reception: uuid,
    version: few,
    sink,
  }),
  'delivery.parked': event('patients', 'A delivery waits for a person.', '送信を保留', {
    reception: uuid,
    version: few,
    sink,
    problem: problemCode,
  }),
  'mode.disaster.begun': event('patients', 'Disaster mode was opened.', '災害時モードを開始', { staff }),
  'mode.emergency.begun': event('patients', 'Emergency mode was opened.', '緊急時モードを開始', { staff }),
  'mode.ended': event('patients', 'Disaster or emergency mode was ended.', '災害時・緊急時モードを終了', {
    mode: z.enum(['disaster', 'emergency']),
    /** Absent where it ended by its own time limit. */
    staff: staff.optional(),
  }),
} as const;
