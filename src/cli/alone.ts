import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { lockFolder } from '../storage/folderLock.ts';
import type { CommandContext } from './context.ts';
import { orFail } from './exit.ts';

/**
 * Does what must not happen beside a running kiosk, nor beside another such command: it has the data folder to itself
 * meanwhile, and a kiosk that is started is told so. Ends the command with U-704 where somebody is there already.
 */
export async function alone<T>(command: Command, context: CommandContext, work: () => T | Promise<T>): Promise<T> {
  const folder = context.dataFolder();
  // Nothing is there to be alone with, and a mistyped folder is not to be made.
  if (!existsSync(folder)) return work();
  const lock = orFail(command, lockFolder(folder, `"${command.parent?.name()} ${command.name()}"`));
  try {
    return await work();
  } finally {
    lock.close();
  }
}
