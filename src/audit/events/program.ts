import { z } from 'zod';
import { configSchema } from '../../config/schema.ts';
import { problemCode } from '../../problem/problemCode.ts';
import { event } from '../event.ts';
import { digest, user, uuid } from '../fields.ts';
import { recordedCommands } from '../recordedCommands.ts';

const configSection = configSchema.keyof().describe('section of the configuration');

/** The program itself, and what its command line does. */
export const programEvents = {
  'command.used': event('patients', 'The command line changed or revealed something.', 'コマンドを実行', {
    command: z.enum(recordedCommands),
    /** Who may read the data folder may do this: there is no account to name. */
    user,
    reception: uuid.optional(),
  }),
  'config.changed': event('operation', 'The kiosk started with a changed configuration.', '設定を変更', {
    digest,
    sections: z.array(configSection),
  }),
  'service.out': event('operation', 'The kiosk went out of service.', '受付を停止', { problem: problemCode }),
  'service.in': event('operation', 'The kiosk is in service again.', '受付を再開', {}),
  'kiosk.started': event('operation', 'The program started.', '受付機を起動', {
    mode: z.enum(['trial', 'production']),
    simulator: z.boolean(),
  }),
  'kiosk.stopped': event('operation', 'The program was stopped in good order.', '受付機を終了', {
    why: z.enum(['asked', 'update', 'power']),
  }),
} as const;
