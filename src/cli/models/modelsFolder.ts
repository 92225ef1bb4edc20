import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where weights go if nobody says where, and where they are looked for if nobody says where: out of git. */
export function usualModelsFolder(root: string): string {
  return join(root, 'models', 'weights');
}

/** The same folder, once something was installed there. */
export function installedModelsFolder(root: string): string | undefined {
  const folder = usualModelsFolder(root);
  return existsSync(folder) ? folder : undefined;
}
