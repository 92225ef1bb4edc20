import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { openClinic } from './clinic/clinic.ts';
import { signsIn } from './desk/administrator.ts';
import { UpdateAtDesk } from './desk/updating.ts';
import type { Proof } from './groups/group.ts';
import { Machines } from './machines.ts';
import type { ProofPlace } from './place.ts';
import { keptRehearsals } from './rehearsals.ts';
import { lastingClinicIn, type ReadyKiosk, setUpKiosk } from './setUpKiosk.ts';
import type { Steps } from './steps.ts';
import { releaseOf } from './updates/release.ts';
import { makeStick } from './updates/stick.ts';
import { Visits } from './visits.ts';

/** What a proof is about. */
export interface ProofOf {
  readonly root: string;
  readonly place: ProofPlace;
  /** `uketsuke-VERSION-amd64.img`, with its own update and its installer beside it. */
  readonly image: string;
  /** An update to a newer version. */
  readonly update: string;
}

/** One group's share of a proof: a clinic around machines of its own. */
export interface OpenProof {
  readonly machines: Machines;
  /** The kiosk that the groups begin with; made where there is none of this image. */
  setUp(): Promise<ReadyKiosk>;
  /** What a group is given. @param ready none for groups that begin with a disk */
  proof(ready: ReadyKiosk | undefined): Proof;
  close(): Promise<void>;
}

/** @param name of the group */
export async function openProof(
  { root, place, image, update }: ProofOf,
  name: string,
  steps: Steps,
): Promise<OpenProof> {
  const patients = keptRehearsals(place.rehearsals);
  const idle = patients[0]?.screens.find(({ screen }) => screen === 'idle');
  if (!idle) throw new Error('the free screen was not rehearsed');
  const lasting = lastingClinicIn(place.out);
  const [clinic, deskPort] = await Promise.all([openClinic(root, lasting), freePort()]);
  const machines = new Machines(image, { idle, deskPort });
  const picture = (of: string): string => steps.picture(of);
  const own = (path: string): string => join(place.group(name), path);
  return {
    machines,
    setUp: () =>
      setUpKiosk(machines.in(place.setUp), {
        ...{ image, setup: clinic.setup, firstCode: lasting.firstCode ?? '', deskPort, picture },
      }),
    proof(ready) {
      const readyKiosk = (): ReadyKiosk => {
        if (!ready) throw new Error('no kiosk was set up');
        return ready;
      };
      let sticks = 0;
      return {
        kiosk: (machine) => machines.copied(readyKiosk().kiosk, own(machine)),
        newKiosk: (machine) => machines.withImage(own(machine), clinic.setup),
        boxedKiosk: (machine) => machines.withImage(own(machine), {}),
        emptyKiosk: (machine) => machines.withEmptyDisk(own(machine)),
        image,
        installer: image.replace(/\.img$/, '-installer.img'),
        old: releaseOf(image.replace(/\.img$/, '.raucb')),
        good: releaseOf(update),
        ...{ deskPort, own, picture },
        visits: new Visits(root, clinic, patients),
        update: (which) => place.update(which),
        stick(file) {
          sticks += 1;
          const stick = { image: own('stick.img'), name: `uketsuke-${sticks}.raucb` };
          makeStick(stick.image, { file, name: stick.name });
          return stick;
        },
        atDesk: () => new UpdateAtDesk(deskPort, readyKiosk().administrator),
        signIn: () => signsIn(deskPort, readyKiosk().administrator),
        newPassword: () => randomBytes(12).toString('hex'),
      };
    },
    async close() {
      await machines.cutPower();
      await clinic.close();
    },
  };
}
