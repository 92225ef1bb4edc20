import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRegularText } from '../../src/kernel/regularFile.ts';
import { takenNetwork, takenSwitch, takenTime } from './network/takenUp.ts';
import { tell } from './places.ts';
import { type RunProgram, runProgram } from './programs.ts';

/** Where the set-up lays them, where root takes them up, and where the kernel lists its network interfaces. */
export interface NetworkPlaces {
  readonly laid: string;
  readonly network: string;
  readonly time: string;
  readonly switch: string;
  readonly interfaces: string;
}

const onMachine: NetworkPlaces = {
  laid: '/data/network',
  network: '/run/systemd/network/10-uketsuke.network',
  time: '/run/systemd/timesyncd.conf.d/uketsuke.conf',
  switch: '/run/uketsuke-network',
  interfaces: '/sys/class/net',
};

/** Takes up what the set-up laid down: at each start, and whenever it lays down something else. */
export function networkProgram(): number {
  takeUp(onMachine, runProgram);
  return 0;
}

export function takeUp(places: NetworkPlaces, run: RunProgram): void {
  const laid = (name: string): string => {
    try {
      return readRegularText(join(places.laid, name));
    } catch {
      return '';
    }
  };
  put(places.network, laid('10-uketsuke.network'), takenNetwork);
  put(places.time, laid('timesyncd.conf'), takenTime);
  const [authority, certificate, key] = [
    laid('switch-authority.pem'),
    laid('switch-certificate.pem'),
    laid('switch.key'),
  ];
  const pems = { 'switch-authority.pem': authority, 'switch-certificate.pem': certificate, 'switch.key': key };
  const isAsked = put(join(places.switch, 'switch.conf'), laid('switch.conf'), (configuration) =>
    takenSwitch({ configuration, authority, certificate, key }, places.switch),
  );
  for (const [name, text] of Object.entries(pems)) put(join(places.switch, name), isAsked ? text : '', (each) => each);
  for (const name of wiredIn(places.interfaces)) {
    run('systemctl', ['--no-block', isAsked ? 'restart' : 'stop', `uketsuke-switch@${name}.service`]);
  }
}

/** Writes what is taken of a text; nothing laid, or nothing taken, is no file. Returns whether there is one now. */
function put(file: string, laid: string, taken: (laid: string) => string | undefined): boolean {
  const text = laid === '' ? undefined : taken(laid);
  if (laid !== '' && text === undefined) tell(`${file}: what was laid down for it is not the set-up's`);
  if (text === undefined) {
    rmSync(file, { force: true });
    return false;
  }
  // systemd's own readers have no other rights than everybody's.
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, text, { mode: file.endsWith('.key') ? 0o600 : 0o644 });
  return true;
}

/** Ethernet that is a device of the machine, and not radio. */
function wiredIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[a-z0-9]+$/.test(name) && existsSync(join(folder, name, 'device')))
    .filter((name) => !existsSync(join(folder, name, 'wireless')))
    .filter((name) => readFileSync(join(folder, name, 'type'), 'utf8').trim() === '1')
    .toSorted();
}
