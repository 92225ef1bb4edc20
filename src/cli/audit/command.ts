import { copyFileSync, constants as fileFlags } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type AnchorLine, readAnchors } from '../../audit/anchorFile.ts';
import { placeOfNumber } from '../../audit/anchorNumber.ts';
import { type AuditEventType, auditCatalogue, isAuditEventType } from '../../audit/catalogue.ts';
import { exportToFile } from '../../audit/exportFile.ts';
import { newestRecords, type RecordFilter } from '../../audit/reading.ts';
import {
  auditKeySource,
  pemOf,
  readSigningKey,
  rotateSigningKey,
  type TrailKey,
  trailKeyFromPem,
} from '../../audit/signingKey.ts';
import { type AuditPaths, anchorsFile, asAudit, auditPaths, openTrailForReading } from '../../audit/trailStore.ts';
import { verifyTrail } from '../../audit/verify.ts';
import { readRegularText } from '../../kernel/regularFile.ts';
import { alone } from '../alone.ts';
import type { CommandContext } from '../context.ts';
import { fail, orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { examples, json, momentOf, positiveInteger } from '../words.ts';
import { recordLines, verificationLines } from './text.ts';
import { witnessedBy } from './witnesses.ts';

/**
 * `audit verify|show|export|anchors|key|rotate-key`. Works beside a running kiosk and on a copy of its data folder. A
 * trail that was tampered with ends it with `failed`.
 */
export function auditCommand(context: CommandContext): Command {
  const audit = new Command('audit');
  addVerify(audit, context);
  addShow(audit, context);
  addExport(audit, context);
  addAnchors(audit, context);
  addKey(audit, context);
  addRotateKey(audit, context);
  return audit;
}

interface VerifyCommandOptions {
  readonly publicKey: readonly TrailKey[];
  readonly anchors?: string;
  readonly number?: string;
  readonly json?: true;
}

function addVerify(audit: Command, context: CommandContext): void {
  audit
    .command('verify')
    .description('looks for edited, removed, inserted, moved and cut-off records; exit code 1 where there are any')
    .option('--public-key <file>', 'PEM: only this key may have signed; may be repeated', publicKeys, [])
    .option('--anchors <file>', 'anchors that were kept elsewhere')
    .option('--number <n>', 'a number that staff wrote down, like 64-1234-5678-9012', checkNumber)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('audit verify', 'audit verify --public-key clinic-audit.pem --anchors /media/usb/anchors.jsonl --json'),
    )
    .action((options: VerifyCommandOptions, command: Command) => {
      const verification = orFail(
        command,
        verifyTrail(pathsOf(context), {
          now: Date.now(),
          witnesses: witnessedBy(context.dataFolder()),
          ...(options.number === undefined ? {} : { number: options.number }),
          ...(options.publicKey.length > 0 ? { publicKeys: options.publicKey } : {}),
          ...(options.anchors === undefined ? {} : { otherAnchors: anchorsIn(command, options.anchors) }),
        }),
      );
      context.print(options.json ? json(verification) : verificationLines(verification));
      if (verification.findings.length > 0) fail(command, 'U-508: the audit trail was tampered with');
    });
}

interface ShowOptions {
  readonly limit: number;
  readonly event?: AuditEventType;
  readonly staff?: string;
  readonly reception?: string;
  readonly visit?: string;
  readonly card?: string;
  readonly json?: true;
}

function addShow(audit: Command, context: CommandContext): void {
  audit
    .command('show')
    .description('records, newest first')
    .option('--limit <n>', 'at most this many', positiveInteger, 50)
    .option('--event <name>', 'only this event', eventType)
    .option('--staff <id>', 'only what concerns this account')
    .option('--reception <uuid>', 'only what concerns this reception: who looked at it, where it went')
    .option('--visit <uuid>', 'only this visit')
    .option('--card <serial>', "only this card, by its certificate's serial number; needs the key")
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('audit show', 'audit show --event desk.looked-at --staff s-12', 'audit show --reception 01980f3c-…'),
    )
    .action(({ limit, card, json: asJson, ...given }: ShowOptions, command: Command) =>
      withTrail(command, context, (database) => {
        const filter = card === undefined ? given : { ...given, subject: subjectOf(command, pathsOf(context), card) };
        const records = orFail(command, newestRecords(database, filter, limit));
        context.print(asJson ? json(records) : recordLines(records));
      }),
    );
}

interface ExportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly csv?: true;
  readonly json?: true;
}

function addExport(audit: Command, context: CommandContext): void {
  audit
    .command('export')
    .description('records into a new file for the clinic')
    .argument('<file>', 'a new file')
    .option('--from <time>', 'from this day or time on (ISO 8601; a bare day is a day in Japan)', startOf)
    .option('--to <time>', 'up to and with this day, or up to this time', endOf)
    .addOption(new Option('--csv', 'for spreadsheets, with a Japanese header row (default)').conflicts('json'))
    .option('--json', 'one JSON object a line, with all the hashes')
    .addHelpText(
      'after',
      examples('audit export april.csv --from 2026-04-01 --to 2026-04-30', 'audit export all.jsonl --json'),
    )
    .action((file: string, { from, to, json: asJson }: ExportOptions, command: Command) =>
      withTrail(command, context, async (database) => {
        onRecord(command, context, 'audit export');
        const filter: RecordFilter = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
        const count = orFail(command, await exportToFile(database, filter, asJson ? 'json' : 'csv', file));
        context.print(`${count} records exported to ${file}\n`);
      }),
    );
}

function addAnchors(audit: Command, context: CommandContext): void {
  audit
    .command('anchors')
    .description('copies the signed anchors into a new file, to be kept away from this device')
    .argument('<file>', 'a new file')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('audit anchors /media/usb/anchors-2026-04-01.jsonl'))
    .action((file: string, options: { json?: true }, command: Command) => {
      const from = anchorsFile(pathsOf(context));
      const lines = anchorsIn(command, from);
      if (lines.length === 0) fail(command, `there are no anchors in ${from}`);
      onRecord(command, context, 'audit anchors');
      try {
        copyFileSync(from, file, fileFlags.COPYFILE_EXCL);
      } catch (error) {
        fail(command, error instanceof Error ? error.message : String(error));
      }
      context.print(
        options.json ? json({ file, anchors: lines.length }) : `${lines.length} anchors copied to ${file}\n`,
      );
    });
}

function addKey(audit: Command, context: CommandContext): void {
  audit
    .command('key')
    .description('the public key that anchors are signed with; keep it away from this device')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('audit key > clinic-audit.pem'))
    .action((options: { json?: true }, command: Command) => {
      const { public: key } = orFail(command, readSigningKey(keySource(pathsOf(context)), false));
      context.print(options.json ? json({ id: key.id, pem: pemOf(key) }) : pemOf(key));
    });
}

function addRotateKey(audit: Command, context: CommandContext): void {
  audit
    .command('rotate-key')
    .description(
      'makes a new signing key, while the kiosk is stopped; it signs with it from its next start on, and says so in the trail',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', examples('audit rotate-key'))
    .action(async (options: { json?: true }, command: Command) => {
      const rotate = () => {
        onRecord(command, context, 'audit rotate-key');
        return asAudit(() => rotateSigningKey(keySource(pathsOf(context))));
      };
      const key = orFail(command, await alone(command, context, rotate));
      context.print(
        options.json ? json({ id: key.id, pem: pemOf(key) }) : `key ${key.id} signs from the next start on\n`,
      );
    });
}

async function withTrail(
  command: Command,
  context: CommandContext,
  work: (database: Database) => void | Promise<void>,
): Promise<void> {
  const database = orFail(command, openTrailForReading(pathsOf(context)));
  try {
    await work(database);
  } finally {
    database.close();
  }
}

function pathsOf({ dataFolder, credentialsFolder }: CommandContext): AuditPaths {
  return auditPaths(dataFolder(), credentialsFolder);
}

function keySource({ keyFile, credentialsFolder }: AuditPaths) {
  return auditKeySource(keyFile, credentialsFolder);
}

function subjectOf(command: Command, paths: AuditPaths, serial: string): string {
  return orFail(command, readSigningKey(keySource(paths), false)).subjectOf(serial);
}

function anchorsIn(command: Command, file: string): readonly AnchorLine[] {
  try {
    return readAnchors(file);
  } catch (error) {
    return fail(command, error instanceof Error ? error.message : String(error));
  }
}

function checkNumber(text: string): string {
  if (placeOfNumber(text) !== undefined) return text;
  throw new InvalidArgumentError('must be a number like 64-1234-5678-9012');
}

function publicKeys(file: string, before: readonly TrailKey[]): readonly TrailKey[] {
  let key: TrailKey | undefined;
  try {
    key = trailKeyFromPem(readRegularText(file));
  } catch {
    key = undefined;
  }
  if (!key) throw new InvalidArgumentError('must be a file with an Ed25519 public key in PEM');
  return [...before, key];
}

function eventType(text: string): AuditEventType {
  if (isAuditEventType(text)) return text;
  throw new InvalidArgumentError(`must be one of ${Object.keys(auditCatalogue).join(', ')}`);
}

function startOf(text: string): string {
  return new Date(momentOf(text)).toISOString();
}

function endOf(text: string): string {
  return new Date(momentOf(text, 'end')).toISOString();
}
