import { firmwareProgram } from './programOfFirmware.ts';
import { installProgram } from './programOfInstaller.ts';
import { networkProgram } from './programOfNetwork.ts';
import { stickProgram } from './programOfSticks.ts';
import { configurationProgram, dataProgram } from './programsOfData.ts';
import {
  bootBackendProgram,
  deadlineProgram,
  goodProgram,
  preInstallProgram,
  slotProgram,
} from './programsOfUpdates.ts';

/** What units and RAUC call: `device <what> [words]`. */
const programs: Readonly<Record<string, (words: readonly string[]) => number | Promise<number>>> = {
  'boot-backend': bootBackendProgram,
  configuration: configurationProgram,
  data: dataProgram,
  deadline: deadlineProgram,
  firmware: firmwareProgram,
  good: goodProgram,
  install: installProgram,
  network: networkProgram,
  'pre-install': preInstallProgram,
  slot: slotProgram,
  stick: stickProgram,
};

const [, , what = '', ...words] = process.argv;
const program = programs[what];
if (!program) {
  process.stderr.write(`device: one of ${Object.keys(programs).join(', ')}\n`);
  process.exit(2);
}
process.exitCode = await program(words);
