import { Command } from 'commander';
import { ok } from '../../problem/result.ts';
import { allowedNow } from '../../update/allowedHours.ts';
import { untilFree } from '../../update/between.ts';
import { type InstallPorts, installUpdate } from '../../update/installUpdate.ts';
import { imageVersion, permitOlder } from '../../update/places.ts';
import { createRauc } from '../../update/rauc.ts';
import type { CommandContext } from '../context.ts';
import { fail, orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { progressTo } from '../progress.ts';
import { json as asJson, examples } from '../words.ts';

interface Options {
  readonly allowOlder?: true;
  readonly json?: true;
}

/** What of the machine the command relies on. */
export interface UpdateMachine extends Pick<InstallPorts, 'updater' | 'permitOlder'> {
  /** The version of the image that runs; undefined where it is none. */
  readonly runningVersion: () => string | undefined;
}

const thisMachine: UpdateMachine = { updater: createRauc(), permitOlder, runningVersion: imageVersion };

/**
 * `update install FILE|URL`: the device's system and program, as one. Verified before anything is touched, between two
 * patients and within the hours of the configuration; the system that runs stays as it is until the next start, and is
 * what the machine goes back to where the new one never gets well.
 */
export function updateCommand(context: CommandContext, machine: UpdateMachine = thisMachine): Command {
  const update = new Command('update');
  update
    .command('install')
    .description('verify an update and write it beside the system that runs; the next start takes it')
    .argument('<source>', 'a file, or an https address')
    .option('--allow-older', 'also where it is older than what runs')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('update install /media/stick/uketsuke-1.3.0.raucb', 'update install https://it.example/uketsuke.raucb'),
    )
    .action(async (source: string, { allowOlder, json }: Options, command: Command) => {
      const { complain, config, isTerminal, now } = context;
      const { updates, desk } = config();
      const running = machine.runningVersion();
      if (running === undefined) fail(command, 'U-725: this machine was not started from an Uketsuke image');
      onRecord(command, context, 'update install');
      const tell = progressTo(complain, { what: 'update', terminal: isTerminal, amount: (percent) => `${percent}%` });
      const options = {
        ...{ source, running, allowOlder: allowOlder ?? false },
        onVerified: ({ version }: { readonly version: string }) => complain(`verified: ${version}, ${running} runs\n`),
        onProgress: ({ percent }: { readonly percent: number }) => tell(percent, 100),
      };
      const ports = {
        ...machine,
        untilAllowed: async () => allowedNow(updates.hours, now),
        async untilFree() {
          const opsUrl = `http://127.0.0.1:${desk.opsPort}/`;
          await untilFree(opsUrl, () => complain('waiting until no patient is being served\n'));
          return ok(undefined);
        },
      };
      const offer = orFail(command, await installUpdate(options, ports));
      const { version } = offer;
      context.print(
        json ? asJson({ installed: version, running }) : `${version} is installed; the next start takes it\n`,
      );
    });
  return update;
}
