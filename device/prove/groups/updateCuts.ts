import { endOf } from '../desk/updating.ts';
import { bootEntriesOn, filledOf, namesOnEsp } from '../diskSeen.ts';
import type { TriedKiosk } from '../triedKiosk.ts';
import { comesUpWith, startMs, updatedFromStick } from './atTheKiosk.ts';
import { cutMs, cutWhen } from './cutting.ts';
import { type Case, type Group, must, type Proof } from './group.ts';

/** A moment of an update at which the plug is pulled, and the versions that may serve after it. */
interface Moment {
  readonly name: string;
  readonly isNow: (kiosk: TriedKiosk) => boolean;
  readonly mayServe: (proof: Proof) => readonly string[];
}

const onlyOld = ({ old }: Proof): readonly string[] => [old.version];

const ofTheRoot: readonly Moment[] = [
  {
    name: 'as the root begins to be written',
    isNow: ({ disk }) => filledOf(disk, 'root-b') > 0.02,
    mayServe: onlyOld,
  },
  {
    name: 'with half of the root written',
    isNow: ({ disk }) => filledOf(disk, 'root-b') > 0.4,
    mayServe: onlyOld,
  },
];

const ofTheStart: readonly Moment[] = [
  {
    name: 'as the boot partition is written',
    isNow: ({ disk }) => filledOf(disk, 'boot-b') > 0,
    mayServe: onlyOld,
  },
  {
    name: 'as the kernel is copied to the first partition',
    isNow: ({ disk }) => namesOnEsp(disk, '/EFI/uketsuke').includes('b.efi.new'),
    mayServe: onlyOld,
  },
  {
    name: 'as the entry is written',
    isNow: ({ disk }) => bootEntriesOn(disk).some((name) => name.startsWith('uketsuke-b+3')),
    mayServe: ({ old, good }) => [old.version, good.version],
  },
];

/** The plug is pulled while the system is written. */
export const rootCut: Group = {
  name: 'root-cut',
  about:
    'the plug is pulled while an update writes the system: the one before serves, and the update can be begun again',
  minutes: 30,
  cases: (proof) => cutAt(proof, 'root-cut', ofTheRoot),
};

/** The plug is pulled while that which starts it is written. */
export const bootCut: Group = {
  name: 'boot-cut',
  about: 'the plug is pulled while an update writes kernel and boot entry: always a system that serves',
  minutes: 45,
  cases: (proof) => cutAt(proof, 'boot-cut', ofTheStart),
};

function cutAt(proof: Proof, group: string, moments: readonly Moment[]): readonly Case[] {
  const kiosk = proof.kiosk(group);
  const { old, good } = proof;
  const cut = ({ name, isNow, mayServe }: Moment): readonly Case[] => [
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
        await cutWhen(
          kiosk,
          () => isNow(kiosk),
          () => end,
        );
        await updating;
        return `entries ${bootEntriesOn(kiosk.disk).join(' ')}; kernels ${namesOnEsp(kiosk.disk, '/EFI/uketsuke').join(' ')}`;
      },
    },
    {
      name: `after it (${name}) a system serves`,
      isStart: true,
      limitMs: startMs,
      work: () => anyOf(proof, kiosk, mayServe(proof), name),
    },
  ];
  return [
    {
      name: 'the kiosk serves',
      isStart: true,
      limitMs: startMs,
      work: async () => `slot ${(await comesUpWith(proof, kiosk, { version: old.version, picture: group })).slot}`,
    },
    ...moments.flatMap(cut),
  ];
}

async function anyOf(proof: Proof, kiosk: TriedKiosk, versions: readonly string[], name: string): Promise<string> {
  await kiosk.switchOn();
  const { slot, version } = await kiosk.serves(startMs, proof.picture(`after-cut-${name.replaceAll(/[^a-z]+/g, '-')}`));
  must(versions.includes(version), `version ${version} serves`);
  return `slot ${slot}, version ${version}`;
}
