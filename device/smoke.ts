import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createCardBox } from '../src/simulator/card/cardBox.ts';
import { loadPeople } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';
import { openClinic } from './prove/clinic/clinic.ts';
import { machineDisk } from './prove/disks.ts';
import { type ExpectedScreen, rehearse } from './prove/double.ts';
import { pressesAll, seesScreen } from './prove/kiosk.ts';
import { Machine } from './prove/machine/machine.ts';
import { processorHere } from './prove/machine/processor.ts';
import { pressEnter } from './prove/machine/touch.ts';
import { Steps } from './prove/steps.ts';
import { UsbCamera } from './prove/usb/camera.ts';
import { UsbCardReader } from './prove/usb/cardReader.ts';

/**
 * `npm run device:smoke`: a cold disk becomes a kiosk that checks a patient in, driven from
 * outside only: power, a card reader and a camera on its USB, a finger on its screen, its pictures, its serial line.
 */
const usage = `npm run device:smoke -- --image FILE [options]   a cold disk becomes a kiosk that checks a patient in

  --image FILE      out/image/uketsuke-VERSION-amd64.img (npm run device:image)
  --out DIR         pictures and report (out/smoke)
  --patience N      how many times longer than on a quiet computer each step may take (1)
`;
const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    out: { type: 'string', default: 'out/smoke' },
    // How many times longer than on a quiet computer each step may take. The kiosk's own limits stay as they are.
    patience: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (values.image === undefined || !(Number(values.patience) > 0)) {
  process.stderr.write(usage);
  process.exit(2);
}
const root = projectRoot();
const out = resolve(values.out);
const person = 'fernandez-alexandra';
const minute = 60_000 * Number(values.patience);
/** The recovery key is on the screen a moment after it was said that there are data. */
const shownAfterMs = 15_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
rmSync(join(out, 'machine'), { recursive: true, force: true });
mkdirSync(join(out, 'machine'), { recursive: true });
const steps = new Steps(out, say);
const clinic = await openClinic(root);
const reader = new UsbCardReader();
const camera = new UsbCamera();
const disk = join(out, 'machine', 'disk.img');
let expected: readonly ExpectedScreen[] = [];
let machine: Machine | undefined;

const running = (): Machine => {
  if (!machine) throw new Error('the machine is off');
  return machine;
};
const screen = (name: string): ExpectedScreen => {
  const found = expected.find((each) => each.screen === name);
  if (!found) throw new Error(`${name} was not rehearsed`);
  return found;
};
const sees = (name: string, picture = name) => seesScreen(running(), screen(name), steps.picture(picture));
const switchOn = async () => {
  machine = await Machine.start({ folder: join(out, 'machine'), disk });
};
const coldStart = async () => {
  await machine?.cutPower();
  rmSync(join(out, 'machine'), { recursive: true, force: true });
  mkdirSync(join(out, 'machine'), { recursive: true });
  machineDisk(values.image ?? '', disk, clinic.setup);
  await switchOn();
  await reader.device.plug(running().usb('reader'));
};

const plan: readonly (readonly [name: string, limitMs: number, work: () => Promise<string | undefined>])[] = [
  [
    'the visit is rehearsed in a browser',
    5 * minute,
    async () => {
      expected = await rehearse(person);
      return `${expected.length} screens`;
    },
  ],
  [
    'a cold disk starts, enrols its keys and makes its data',
    25 * minute,
    async () => {
      await coldStart();
      const data = await running().line.until(/uketsuke: data: (.*)/, 20 * minute);
      await sleep(shownAfterMs);
      await running().picture(steps.picture('recovery-key'));
      await pressEnter(running().qmp);
      return data[1];
    },
  ],
  ['the screen is free', 15 * minute, () => sees('idle')],
  [
    'this system is good',
    5 * minute,
    async () => (await running().line.until(/uketsuke: (slot .* is good)/, 5 * minute))[1],
  ],
  [
    'a card is laid down',
    5 * minute,
    async () => {
      const people = loadPeople(root);
      const whose = people.find(({ id }) => id === person);
      if (!whose) throw new Error(`no fixture person ${person}`);
      reader.insert(await (await createCardBox(root, () => new Date())).cardOf(whose));
      return sees('method');
    },
  ],
  [
    'the PIN is typed by touch',
    8 * minute,
    async () => {
      await pressesAll(running(), screen('method'));
      await sees('pin');
      await pressesAll(running(), screen('pin'));
      return sees('consent');
    },
  ],
  [
    'everything is shared, and the visit is done',
    5 * minute,
    async () => {
      await pressesAll(running(), screen('consent'));
      return sees('done');
    },
  ],
  [
    'the clinic has the reception',
    3 * minute,
    async () => {
      while (clinic.receptions().length === 0) await sleep(1_000);
      const reception = clinic.receptions()[0]?.reception as
        | { readonly holder?: { readonly method?: string } }
        | undefined;
      return `by ${reception?.holder?.method ?? 'nobody'}, ${reader.commands} commands to the card`;
    },
  ],
  [
    'the card is taken, the screen is free again',
    5 * minute,
    async () => {
      reader.remove();
      return sees('idle', 'idle-again');
    },
  ],
  [
    'the reader is unplugged and plugged in again',
    6 * minute,
    async () => {
      const before = reader.commands;
      reader.device.pull();
      await sleep(15_000);
      await running().picture(steps.picture('reader-away'));
      await reader.device.plug(running().usb('reader'));
      await sees('idle', 'reader-back');
      const people = loadPeople(root);
      const whose = people[0];
      if (whose) reader.insert(await (await createCardBox(root, () => new Date())).cardOf(whose));
      while (reader.commands === before) await sleep(1_000);
      reader.remove();
      return `${reader.commands - before} commands after it came back`;
    },
  ],
  [
    'a camera is plugged in',
    5 * minute,
    async () => {
      const frames = [1, 2, 3].map((place) =>
        readFileSync(join(root, 'fixtures', 'people', 'yamada-hanako', `frame-${place}.jpg`)),
      );
      camera.show(frames);
      await camera.device.plug(running().usb('camera'));
      while (camera.frames === 0) await sleep(1_000);
      return `${camera.frames} pictures taken`;
    },
  ],
  [
    'the power button switches it off cleanly',
    5 * minute,
    async () => {
      await running().pressPowerButton();
      await running().off;
      return 'off';
    },
  ],
];

say(`processor: ${processorHere()}`);
for (const [place, [name, limitMs, work]] of plan.entries()) {
  const afresh = place === 1 ? { afresh: async () => machine?.cutPower() } : {};
  if (await steps.run(name, { limitMs, ...afresh }, work)) continue;
  await machine?.picture(steps.picture('at-the-failure')).catch(() => undefined);
  steps.skip(
    plan.slice(place + 1).map(([left]) => left),
    `after "${name}"`,
  );
  break;
}
await machine?.cutPower();
await clinic.close();
say(steps.summary);
process.exit(steps.failed === 0 ? 0 : 1);
