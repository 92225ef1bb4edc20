import type { Command } from 'commander';
import { z } from 'zod';
import { recordBeside } from '../audit/beside.ts';
import type { RecordedCommand } from '../audit/recordedCommands.ts';
import { auditPaths } from '../audit/trailStore.ts';
import type { CommandContext } from './context.ts';
import { orFail } from './exit.ts';

/**
 * Puts a command that changes or reveals something on record, before it does: where the trail does not take it the
 * command ends here.
 *
 * @param reception whose reception it is about, where it is about one
 */
export function onRecord(command: Command, context: CommandContext, name: RecordedCommand, reception?: string): void {
  const { dataFolder, credentialsFolder, user, now, complain } = context;
  const id = z.uuid().safeParse(reception).data;
  const event = { type: 'command.used', command: name, user, ...(id === undefined ? {} : { reception: id }) } as const;
  const paths = auditPaths(dataFolder(), credentialsFolder);
  if (orFail(command, recordBeside(paths, event, now())) === 'recorded') return;
  complain(`There is no audit trail in ${paths.folder}: this is on record nowhere.\n`);
}
