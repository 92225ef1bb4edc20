import { setTimeout as sleep } from 'node:timers/promises';
import { endOf } from '../desk/updating.ts';
import { bootEntriesOn, filledOf, isSealingBegun, isSealingDone, namesOnEsp } from '../diskSeen.ts';
import { pressEnter } from '../machine/touch.ts';
import type { TriedKiosk } from '../triedKiosk.ts';
import { comesUpWith, serving, startMs, updatedFromStick } from './atTheKiosk.ts';
import { type Case, type Group, minute, must, type Proof } from './group.ts';

const lookMs = 20;
const cutMs = 25 * minute;

/**
 * Looks at the disk from outside until it is the moment, and pulls the plug.
 *
 * @param ended says how that ended during which the moment comes; once it has, there is no moment any more
 */
async function cutWhen(kiosk: TriedKiosk, isMoment: () => boolean, ended: () => string | undefined): Promise<void> {
  while (!isMoment()) {
    const end = ended();
    if (end !== undefined) throw new Error(`the moment did not come: ${end}`);
    await sleep(lookMs);
  }
  await kiosk.cutPower();
}

/** How long from now until there is no moment any more. */
function within(limitMs: number): () => string | undefined {
  const end = performance.now() + limitMs;
  return () => (performance.now() > end ? `not within ${limitMs / minute} minutes` : undefined);
}

/** The plug is pulled during the very first start. */
export const firstStartCut: Group = {
  name: 'first-start-cut',
  isNew: true,
  about: 'the plug is pulled while the first start makes the data: the next start makes or opens them',
  cases(proof) {
    const kiosk = proof.newKiosk('first-start-cut');
    const { old, picture } = proof;
    return [
      {
        name: 'cut while the sealed volume is made',
        limitMs: cutMs,
        async work() {
          await kiosk.switchOn();
          await cutWhen(kiosk, () => isSealingBegun(kiosk.disk), within(cutMs));
          must(!isSealingDone(kiosk.disk), 'the table was written already');
          return 'the volume was begun, the table was not written';
        },
      },
      {
        name: 'the next start makes the data; cut while the recovery key is shown',
        limitMs: cutMs,
        async work() {
          await kiosk.switchOn();
          const [, said = ''] = await kiosk.machine.line.until(/uketsuke: data: (.*)/, cutMs);
          must(said.startsWith('made'), `data: ${said}`);
          await sleep(5_000);
          await kiosk.machine.picture(picture('cut-recovery-key'));
          await kiosk.cutPower();
          return said;
        },
      },
      {
        name: 'the next start opens them and shows another recovery key: nobody had the first',
        limitMs: startMs + cutMs,
        async work() {
          await kiosk.switchOn();
          const [, said = ''] = await kiosk.machine.line.until(/uketsuke: data: (.*)/, cutMs);
          must(said.startsWith('opened'), `data: ${said}`);
          await sleep(10_000);
          await kiosk.machine.picture(picture('cut-recovery-key-again'));
          await pressEnter(kiosk.machine.qmp);
          const { slot } = await serving(kiosk, picture('first-start-cut'), old.version);
          await kiosk.switchOff();
          return `slot ${slot} serves`;
        },
      },
    ];
  },
};

/** The plug is pulled at moments of an update. */
export const updateCut: Group = {
  name: 'update-cut',
  about:
    'the plug is pulled at five moments of an update: always a system that serves, and the update can be begun again',
  cases(proof) {
    const kiosk = proof.kiosk('update-cut');
    const { old, good } = proof;
    const cut = (name: string, isMoment: () => boolean, served: readonly string[]): readonly Case[] => [
      {
        name: `cut ${name}`,
        limitMs: cutMs,
        async work() {
          let end: string | undefined;
          const updating = updatedFromStick(proof, kiosk, good.file).then(
            (standing) => {
              end = endOf(standing);
            },
            (error: unknown) => {
              end = String(error);
            },
          );
          await cutWhen(kiosk, isMoment, () => end);
          await updating;
          return `entries ${bootEntriesOn(kiosk.disk).join(' ')}; kernels ${namesOnEsp(kiosk.disk, '/EFI/uketsuke').join(' ')}`;
        },
      },
      {
        name: `after it (${name}) a system serves`,
        isStart: true,
        limitMs: startMs,
        work: () => anyOf(proof, kiosk, served, name),
      },
    ];
    const isEntered = () => bootEntriesOn(kiosk.disk).some((name) => name.startsWith('uketsuke-b+3'));
    return [
      {
        name: 'the kiosk serves',
        isStart: true,
        limitMs: startMs,
        work: async () => `slot ${(await comesUpWith(proof, kiosk, { version: old.version, picture: 'cuts' })).slot}`,
      },
      ...cut('as the root begins to be written', () => filledOf(kiosk.disk, 'root-b') > 0.02, [old.version]),
      ...cut('with half of the root written', () => filledOf(kiosk.disk, 'root-b') > 0.4, [old.version]),
      ...cut('as the boot partition is written', () => filledOf(kiosk.disk, 'boot-b') > 0, [old.version]),
      ...cut(
        'as the kernel is copied to the first partition',
        () => namesOnEsp(kiosk.disk, '/EFI/uketsuke').includes('b.efi.new'),
        [old.version],
      ),
      ...cut('as the entry is written', isEntered, [old.version, good.version]),
    ];
  },
};

async function anyOf(proof: Proof, kiosk: TriedKiosk, versions: readonly string[], name: string): Promise<string> {
  await kiosk.switchOn();
  const { slot, version } = await kiosk.serves(startMs, proof.picture(`after-cut-${name.replaceAll(/[^a-z]+/g, '-')}`));
  must(versions.includes(version), `version ${version} serves`);
  return `slot ${slot}, version ${version}`;
}

/** Four starts in a row are cut short. */
export const cutInARow: Group = {
  name: 'cut-in-a-row',
  about: 'four starts in a row are cut as the data are opened: the fifth opens them, and serves',
  cases(proof) {
    const kiosk = proof.kiosk('cut-in-a-row');
    const { old } = proof;
    return [
      {
        name: 'four starts are cut',
        limitMs: 2 * cutMs,
        async work() {
          for (let time = 1; time <= 4; time += 1) {
            await kiosk.switchOn();
            await kiosk.machine.line.until(/uketsuke: data: opened/, cutMs);
            await kiosk.cutPower();
          }
          return 'four times as soon as the data were open';
        },
      },
      {
        name: 'the fifth serves',
        isStart: true,
        limitMs: startMs,
        async work() {
          const { slot } = await comesUpWith(proof, kiosk, { version: old.version, picture: 'cut-in-a-row' });
          await kiosk.switchOff();
          return `slot ${slot}`;
        },
      },
    ];
  },
};
