import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { createBackup } from '../../backup/create.ts';
import { holdsMachine, type Manifest, parts } from '../../backup/manifest.ts';
import { readBackup } from '../../backup/read.ts';
import { makeBackupKey } from '../../backup/recipients.ts';
import { restoreBackup } from '../../backup/restore.ts';
import { makeBackupKnown } from '../../kiosk/backup/knownBackups.ts';
import { placesOfKiosk } from '../../kiosk/backup/places.ts';
import { programPort } from '../../kiosk/diagnosis/programPort.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { createPrivateFile } from '../../storage/privateFile.ts';
import { alone } from '../alone.ts';
import type { CommandContext } from '../context.ts';
import { orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { examples, json, pairsOfWords } from '../words.ts';

/** `backup`: a kiosk in one sealed file, for the day its machine dies. */
export function backupCommand(context: CommandContext): Command {
  const backup = new Command('backup');
  addKey(backup, context);
  addCreate(backup, context);
  addVerify(backup, context);
  addRestore(backup, context);
  return backup;
}

function addKey(backup: Command, context: CommandContext): void {
  backup
    .command('key')
    .description('makes a pair of keys: the public one seals backups, the secret one opens them and is shown this once')
    .option('--to <file>', 'writes the secret key into a new file instead of showing it')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('backup key', 'backup key --to /media/usb/uketsuke-backup.key'))
    .action(async ({ to, json: asJson }: { to?: string; json?: true }, command: Command) => {
      const { recipient, identity } = await makeBackupKey();
      if (to !== undefined) orFail(command, written(to, `# public key: ${recipient}\n${identity}\n`));
      const shown = to === undefined ? { recipient, identity } : { recipient, file: to };
      context.print(asJson ? json(shown) : pairsOfWords(Object.entries(shown)));
    });
}

interface CreateOptions {
  readonly to: string;
  readonly recipient: readonly string[];
  readonly retire?: true;
  readonly json?: true;
}

function addCreate(backup: Command, context: CommandContext): void {
  backup
    .command('create')
    .description(
      'configuration, accounts, records, statistics and queue in one sealed file; beside a running kiosk too',
    )
    .requiredOption('--to <file>', 'a new file')
    .requiredOption('--recipient <key...>', 'public keys (age1…): each of their owners can open it alone')
    .option('--retire', 'this machine serves nobody any more once the file is written; the kiosk must be stopped')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'backup create --to /media/usb/kiosk-1.backup --recipient age1…',
        'backup create --to /media/usb/kiosk-1.backup --recipient age1… --retire',
      ),
    )
    .action(async ({ to, recipient, retire, json: asJson }: CreateOptions, command: Command) => {
      const config = context.config();
      const dataFolder = context.dataFolder(config);
      const { credentialsFolder, user, complain } = context;
      const configFile = resolve(context.configFile());
      const now = context.now();
      const { places, elsewhere } = placesOfKiosk({
        ...{ config, configFile, dataFolder, credentialsFolder, now },
        // A device of our own has no console: its backups are made at the desk.
        laid: [],
      });
      const create = async (): Promise<Manifest> => {
        onRecord(command, context, 'backup create');
        const made = await createBackup({
          dataFolder,
          places,
          to,
          recipients: recipient,
          kiosk: config.kiosk.id,
          version: programPort(context.root).version,
          now,
          isRetiring: retire ?? false,
        });
        const manifest = orFail(command, made);
        // Whole, whatever becomes of this; and one that has retired reminds nobody.
        const known = retire ? ok(undefined) : makeBackupKnown(dataFolder, { at: now, bytes: statSync(to).size }, user);
        if (!known.ok)
          complain(
            `${known.problem.code}: the backup is whole, but the desk does not know of it and may remind of it.\n`,
          );
        return manifest;
      };
      const manifest = retire ? await alone(command, context, create) : await create();
      const { files, ...about } = manifest;
      const told = { ...about, file: to, files: files.length, elsewhere };
      context.print(asJson ? json(told) : textOf(manifest, to, elsewhere));
    });
}

function addVerify(backup: Command, context: CommandContext): void {
  backup
    .command('verify')
    .description('reads a backup from its first byte to its last, and says what is in it; changes nothing')
    .argument('<file>', 'the backup')
    .requiredOption('--identity <file>', 'file with the secret key')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('backup verify /media/usb/kiosk-1.backup --identity uketsuke-backup.key'))
    .action(async (file: string, { identity, json: asJson }: { identity: string; json?: true }, command: Command) => {
      const manifest = orFail(command, await readBackup(file, orFail(command, textIn(identity))));
      context.print(asJson ? json(manifest) : textOf(manifest, file, []));
    });
}

interface RestoreWords {
  readonly identity: string;
  readonly replace?: true;
  readonly oldKioskIsGone?: true;
  readonly json?: true;
}

function addRestore(backup: Command, context: CommandContext): void {
  backup
    .command('restore')
    .description(
      'puts a backup in the place of an empty data folder; the whole file is checked before anything is touched',
    )
    .argument('<file>', 'the backup')
    .requiredOption('--identity <file>', 'file with the secret key')
    .option('--replace', 'what lies there gives way, and is kept beside')
    .option('--old-kiosk-is-gone', 'the machine it comes from will never serve again, although it was not retired')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('--data-dir /var/lib/uketsuke backup restore /media/usb/kiosk-1.backup --identity uketsuke-backup.key'),
    )
    .action(async (file: string, words: RestoreWords, command: Command) => {
      const keyFile = orFail(command, textIn(words.identity));
      const dataFolder = context.dataFolder();
      const configFolder = dirname(resolve(context.configFile()));
      const restoring = () =>
        restoreBackup({
          file,
          keyFile,
          dataFolder,
          configFolder,
          isReplacing: words.replace ?? false,
          isOldOneGone: words.oldKioskIsGone ?? false,
          now: context.now(),
        });
      const restored = orFail(command, await alone(command, context, restoring));
      if (context.user === 0) {
        giveToOwner(dataFolder, readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }));
        giveToOwner(
          configFolder,
          restored.files.flatMap(({ path }) => pathsOfConfig(path)),
        );
      }
      onRecord(command, context, 'backup restore');
      const { files, ...about } = restored;
      context.print(
        words.json
          ? json({ ...about, files: files.length, dataFolder, configFolder })
          : `${textOf(restored, file, [])}${pairsOfWords([
              ['restored to', dataFolder],
              ['machine', `number ${restored.newGeneration} of this kiosk`],
              ['before', restored.before ?? 'nothing'],
              ...(holdsMachine(restored)
                ? [['left out', 'network, time server and shared folder: a PC keeps its own'] as const]
                : []),
            ])}`,
      );
    });
}

function textOf(manifest: Manifest, file: string, elsewhere: readonly string[]): string {
  return pairsOfWords([
    ['file', file],
    ['kiosk', manifest.kiosk],
    ['made', `${new Date(manifest.at).toISOString()} by version ${manifest.version}`],
    ['old machine', manifest.isRetired ? 'retired: serves nobody any more' : 'may still serve'],
    ['files', `${manifest.files.length}, ${manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`],
    ...elsewhere.map((each) => ['left out', `${each}: not beside the configuration, bring it yourself`] as const),
  ]);
}

/** A restore by root is for the kiosk's own user, to whom the folder belongs. @param paths below it */
function giveToOwner(folder: string, paths: readonly string[]): void {
  const { uid, gid } = statSync(folder);
  for (const each of new Set(paths)) chownSync(join(folder, each), uid, gid);
}

/** A file of the configuration, by its name in the backup, with the folders it lies in: the others there are not ours. */
function pathsOfConfig(name: string): readonly string[] {
  const [part, ...inside] = name.split('/');
  return part === parts.config ? inside.map((_each, place) => inside.slice(0, place + 1).join('/')) : [];
}

function textIn(file: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return failed('U-714', error instanceof Error ? error.message : String(error));
  }
}

function written(file: string, text: string): Result<void> {
  try {
    return ok(createPrivateFile(file, Buffer.from(text)));
  } catch (error) {
    return failed('U-714', error instanceof Error ? error.message : String(error));
  }
}
