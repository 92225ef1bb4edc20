import type { SigningKey, SigningKeys } from './signingKeys.ts';
import type { Work, Workshop } from './work.ts';

/** The owner of the lists: ours, the same in every image. */
const owner = '7e5a2f44-51aa-4f5e-9a21-00000000000f';

/** The variables in which firmware keeps its keys, and the files in which the boot loader looks for them. */
export const enrolledFiles = ['PK.auth', 'KEK.auth', 'db.auth'] as const;

/**
 * Key lists as firmware takes them, each signed by the one above: the boot loader enrols them at the first start of a
 * machine whose firmware is in setup mode, and from then on nothing else is started on it.
 */
export async function secureBootKeys(shop: Workshop, work: Work, keys: SigningKeys): Promise<void> {
  const { platform, exchange, boot } = keys;
  const time = new Date(work.sourceDate * 1_000).toISOString().slice(0, 19).replace('T', ' ');
  const make = async (variable: string, holds: SigningKey, by: SigningKey) => {
    await shop.run('cert-to-efi-sig-list', ['-g', owner, holds.certificate, `${variable}.esl`]);
    const engine = by.key.startsWith('pkcs11:') ? ['-e', 'pkcs11'] : [];
    const signing = ['-t', time, '-k', by.key, '-c', by.certificate, ...engine];
    await shop.runAtSourceDate('sign-efi-sig-list', [...signing, variable, `${variable}.esl`, `${variable}.auth`]);
  };
  await make('PK', platform, platform);
  await make('KEK', exchange, platform);
  await make('db', boot, exchange);
}
