import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protectionFile, refusedConfigurationFile } from '../../src/diagnostics/deviceFiles.ts';
import { type Completed, completeConfiguration, takeOverConfiguration } from './arrivingConfiguration.ts';
import { openData, openDevice, rememberKeyShown, stateOf } from './data/dataPartition.ts';
import { hasTpm, type Protection, protectionOf, protectionWords, type ReadVariable } from './data/machine.ts';
import { showRecoveryKey } from './data/recoveryKey.ts';
import { data, dataLink, esp, runFolder, tell, usualConfiguration } from './places.ts';
import { runProgram } from './programs.ts';

const variables = '/sys/firmware/efi/efivars';
const readVariable: ReadVariable = (name) => {
  const file = join(variables, name);
  return existsSync(file) ? readFileSync(file) : undefined;
};

/** Opens the clinic's data before they are mounted; makes them at the first start. */
export async function dataProgram(): Promise<number> {
  mkdirSync(runFolder, { recursive: true });
  const protection = protectionOf(readVariable, hasTpm(runProgram));
  const say = (seen: Protection) => writeFileSync(protectionFile, `${JSON.stringify(seen)}\n`);
  say(protection);
  tell(`secure boot ${protection.secureBoot}, TPM ${protection.tpm ? 'there' : 'missing'}`);
  for (const words of protectionWords(protection)) tell(words);
  const ports = { run: runProgram, exists: existsSync };
  if (protection.secureBoot === 'setup' && stateOf(ports) === 'absent') {
    // Sealed now, the data would stay shut at the next start, when the keys are in.
    tell('the firmware has no keys yet: started again');
    return runProgram('systemctl', ['reboot', '--force']).ok ? 0 : 1;
  }
  const opened = openData(ports, protection);
  if (!opened.ok) {
    tell(`U-727 data: ${opened.why} (${opened.detail})`);
    return 1;
  }
  rmSync(dataLink, { force: true });
  symlinkSync(opened.device, dataLink);
  // Data that were made before somebody switched the TPM on lie open beside it.
  const isSealed = opened.device === openDevice;
  say({ ...protection, sealed: isSealed });
  tell(`data: ${opened.made ? 'made' : 'opened'}, ${isSealed ? 'sealed to this machine' : 'not encrypted'}`);
  if (opened.recoveryKey === undefined) return 0;
  await showRecoveryKey(opened.recoveryKey);
  rememberKeyShown({ run: runProgram });
  return 0;
}

/** Takes over what clinic IT left on the first partition; where nobody ever did, the kiosk begins with its set-up. */
export function configurationProgram(): number {
  const arrived = takeOverConfiguration(esp, data, usualConfiguration);
  if (arrived === 'taken') tell('configuration: a new one was taken over');
  if (arrived === 'refused') {
    tell('U-734 configuration: one was brought to a kiosk that is in service, and was not taken over');
    writeFileSync(refusedConfigurationFile, '');
  }
  const words = saidOf[completeConfiguration(usualConfiguration, data)];
  if (words !== undefined) tell(`configuration: ${words}`);
  return 0;
}

const saidOf: Readonly<Record<Completed, string | undefined>> = {
  new: 'none yet, the set-up makes it',
  completed: 'what this machine needs was added',
  whole: undefined,
  unreadable: 'cannot be read',
};
