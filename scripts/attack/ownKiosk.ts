import { freePort } from '../kiosk/freePort.ts';
import { KioskPlace } from '../kiosk/kioskProcess.ts';
import type { Target } from './target.ts';

/** A kiosk with the simulator, on ports and a folder of its own. */
export interface OwnKiosk {
  readonly target: Target;
  close(): Promise<void>;
}

/** Starts the built program. Throws where it does not come up. */
export async function startOwnKiosk(): Promise<OwnKiosk> {
  const place = new KioskPlace();
  const opsPort = await freePort();
  const { addresses } = await place.start('--ops-port', String(opsPort));
  const target = { ...addresses, ops: `http://127.0.0.1:${opsPort}/`, dataFolder: place.dataFolder };
  return { target, close: () => place.clear() };
}
