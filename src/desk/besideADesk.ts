import type { Result } from '../problem/result.ts';
import { openExistingPrivateDatabase } from '../storage/privateDatabase.ts';
import { asDesk, type DeskStore, deskDatabaseIn } from './store.ts';

/**
 * Works on the desk's database from a program beside the kiosk, whether that runs or not. Errors: U-501 there is none,
 * or an older kiosk's; U-512; U-801.
 */
export function besideADesk<T>(
  folder: string,
  access: 'read' | 'write',
  work: (store: Pick<DeskStore, 'database'>) => Result<T>,
): Result<T> {
  return asDesk(() => {
    const opened = openExistingPrivateDatabase(deskDatabaseIn(folder), access);
    if (!opened.ok) return opened;
    try {
      return work({ database: opened.value });
    } finally {
      opened.value.close();
    }
  });
}
