import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRegularText } from '../../src/kernel/regularFile.ts';
import { shareCredentials, shareFile } from '../../src/setup/machine/shareFiles.ts';
import { shareUnit, takenShare } from './network/takenShare.ts';
import { takenNetwork, takenOutside, takenSwitch, takenTime } from './network/takenUp.ts';
import { tell } from './places.ts';
import { type RunProgram, runProgram } from './programs.ts';

/** Where the set-up lays them, where root takes them up, and where the kernel lists its network interfaces. */
export interface NetworkPlaces {
  readonly laid: string;
  readonly network: string;
  readonly time: string;
  /** A folder: what nobody but root reads. */
  readonly own: string;
  /** A folder: units that hold until the machine is switched off. */
  readonly units: string;
  readonly interfaces: string;
}

const onMachine: NetworkPlaces = {
  laid: '/data/network',
  network: '/run/systemd/network/10-uketsuke.network',
  time: '/run/systemd/timesyncd.conf.d/uketsuke.conf',
  own: '/run/uketsuke-network',
  units: '/run/systemd/system',
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
  takeUpSwitch(places, run, laid);
  takeUpUnits(places, run, laid);
}

/** What the set-up laid down under that name; empty where nothing. */
type Laid = (name: string) => string;

/** Who the kiosk is to a switch that lets nobody else in. */
function takeUpSwitch({ own, interfaces }: NetworkPlaces, run: RunProgram, laid: Laid): void {
  const [authority, certificate, key] = [
    laid('switch-authority.pem'),
    laid('switch-certificate.pem'),
    laid('switch.key'),
  ];
  const pems = { 'switch-authority.pem': authority, 'switch-certificate.pem': certificate, 'switch.key': key };
  const isAsked = put(join(own, 'switch.conf'), laid('switch.conf'), (configuration) =>
    takenSwitch({ configuration, authority, certificate, key }, own),
  ).isThere;
  for (const [name, text] of Object.entries(pems)) put(join(own, name), isAsked ? text : '', (each) => each);
  for (const name of wiredIn(interfaces)) {
    run('systemctl', ['--no-block', isAsked ? 'restart' : 'stop', `uketsuke-switch@${name}.service`]);
  }
}

/** What systemd itself does for the kiosk: whom it lets it talk to, and the clinic's shared folder. */
function takeUpUnits({ own, units }: NetworkPlaces, run: RunProgram, laid: Laid): void {
  const outside = put(join(units, 'uketsuke.service.d', 'outside.conf'), laid('outside.conf'), takenOutside);
  const file = join(own, shareCredentials);
  const share = takenShare(laid(shareFile), laid(shareCredentials), file);
  const credentials = put(file, share ? share.credentials : '', (each) => each);
  const unit = put(join(units, shareUnit), laid(shareFile), () => share?.unit);
  // While the machine starts and nothing of it was ever asked for, nothing is read anew.
  if (!outside.isNew && !credentials.isNew && !unit.isNew) return;
  // Whom a program may talk to holds for the one that runs, from here on.
  run('systemctl', ['daemon-reload']);
  if (!credentials.isNew && !unit.isNew) return;
  for (const each of [shareUnit, 'uketsuke-share.service'])
    run('systemctl', ['--no-block', share ? 'restart' : 'stop', each]);
}

interface Put {
  readonly isThere: boolean;
  /** Whether it is another one than before, or is gone. */
  readonly isNew: boolean;
}

/** Writes what is taken of a text; nothing laid, or nothing taken, is no file. */
function put(file: string, laid: string, taken: (laid: string) => string | undefined): Put {
  const text = laid === '' ? undefined : taken(laid);
  if (laid !== '' && text === undefined) tell(`${file}: what was laid down for it is not the set-up's`);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const isNew = before !== text;
  if (text === undefined) {
    rmSync(file, { force: true });
    return { isThere: false, isNew };
  }
  // systemd's own readers have no other rights than everybody's.
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  if (isNew) writeFileSync(file, text, { mode: /\.(key|credentials)$/.test(file) ? 0o600 : 0o644 });
  return { isThere: true, isNew };
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
