import type { UpdateStanding } from '../../../src/update/updates.ts';
import { deskIsOpen } from '../desk/administrator.ts';
import { endOf } from '../desk/updating.ts';
import type { Started, TriedKiosk } from '../triedKiosk.ts';
import { minute, must, type Proof } from './group.ts';

/** How long a start may take until patients may come, on a machine that is emulated and not alone. */
export const startMs = 15 * minute;
const installMs = 15 * minute;

/** Switches on, and waits until patients may come; throws where that is another system than it must be. */
export async function comesUpWith(
  { picture }: Proof,
  kiosk: TriedKiosk,
  wanted: { readonly version: string; readonly picture: string },
): Promise<Started> {
  await kiosk.switchOn();
  return serving(kiosk, picture(wanted.picture), wanted.version);
}

export async function serving(kiosk: TriedKiosk, picture: string, version: string): Promise<Started> {
  const started = await kiosk.serves(startMs, picture);
  must(started.version === version, `version ${started.version} serves, and not ${version}`);
  return started;
}

/** A stick is plugged in, and an administrator begins at the desk; followed until it ends or `watch` says enough. */
export async function updatedFromStick(
  proof: Proof,
  kiosk: TriedKiosk,
  file: string,
  options: { readonly allowOlder?: boolean; readonly watch?: (standing: UpdateStanding) => boolean } = {},
): Promise<UpdateStanding> {
  const stick = proof.stick(file);
  await deskIsOpen(proof.deskPort, 5 * minute);
  await kiosk.machine.plugStick(stick.image);
  const update = proof.atDesk();
  try {
    await update.beginFromStick(stick.name, 3 * minute, { allowOlder: options.allowOlder ?? false });
    return await update.ends(installMs, options.watch);
  } finally {
    update.close();
  }
}

/** An update that must be refused with this number: nothing of it is started, and the kiosk serves as before. */
export async function refused(proof: Proof, kiosk: TriedKiosk, file: string, code: string): Promise<string> {
  const ended = await updatedFromStick(proof, kiosk, file);
  await kiosk.machine.pullStick();
  must(ended.kind === 'failed' && ended.problem.code === code, `ended with ${endOf(ended)}, not with ${code}`);
  return ended.kind === 'failed' ? `${ended.problem.code} ${ended.problem.detail ?? ''}`.trim() : '';
}
