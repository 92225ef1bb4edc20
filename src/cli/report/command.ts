import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { auditKeySource, readSigningKey, trailKeyFromPem } from '../../audit/signingKey.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import { readReport } from '../../technician/report/reports.ts';
import { isUnchanged } from '../../technician/report/signed.ts';
import { tokyoDateTime } from '../../technician/report/times.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, fail, orFail } from '../exit.ts';
import { examples, json } from '../words.ts';

interface VerifyOptions {
  readonly publicKey?: string;
  readonly json?: true;
}

/** `report verify`: readiness reports of technicians, away from the kiosk too. */
export function reportCommand(context: CommandContext): Command {
  const report = new Command('report');
  report
    .command('verify')
    .description('whether a readiness report is as it was signed, and by whose key')
    .argument('<file>', 'the JSON, as saved from the desk or taken from the folder reports')
    .option(
      '--public-key <file>',
      'PEM, as printed by "audit key": this key must have signed (default: the keys of this kiosk)',
    )
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('report verify report.json', 'report verify report.json --public-key clinic-audit.pem --json'),
    )
    .action((file: string, options: VerifyOptions, command: Command) => {
      const signed = orFail(command, readReport(file));
      const { report: said, signature } = signed;
      const unchanged = isUnchanged(signed);
      const known = isKnownKey(context, command, options, signature.keyId, signature.key);
      const good = unchanged && known;
      const { id, ready, by, to, device } = said;
      const found = { ok: good, unchanged, knownKey: known, id, ready, by: by.name, at: to, kiosk: device.kiosk };
      const verdict = good
        ? `the report is as it was signed (key ${signature.keyId})`
        : unchanged
          ? `the report was signed by a key that is not known (${signature.keyId})`
          : 'the report was changed after it was signed';
      const text = [
        verdict,
        `${device.clinic} ${device.kiosk}, ${tokyoDateTime(to)}, ${by.name}: ${ready ? 'ready' : 'not ready'}`,
        ...said.todo.map((each) => `- ${each}`),
        '',
      ].join('\n');
      context.print(options.json ? json({ ...found, todo: said.todo }) : text);
      if (!good) context.exit(exitCodes.failed);
    });
  return report;
}

/** Whether the clinic's key signed: the one it was told to be, or one that this kiosk signs with, or has. */
function isKnownKey(
  context: CommandContext,
  command: Command,
  { publicKey }: VerifyOptions,
  keyId: string,
  text: string,
): boolean {
  if (publicKey !== undefined) {
    const given = trailKeyFromPem(pemIn(command, publicKey));
    if (!given) return fail(command, `${publicKey} is no Ed25519 public key in PEM`);
    return given.text === text;
  }
  const { keyFile } = auditPaths(context.dataFolder());
  const own = readSigningKey(auditKeySource(keyFile, context.credentialsFolder), false);
  if (!own.ok) return fail(command, `the key of this kiosk cannot be read: give --public-key (${own.problem.code})`);
  return own.value.public.text === text || own.value.earlier(keyId)?.public.text === text;
}

function pemIn(command: Command, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fail(command, `${file} cannot be read`);
  }
}
