import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { KioskConfig } from '../../config/schema.ts';
import type { Surroundings } from '../../kiosk/surroundings.ts';
import type { Result } from '../../problem/result.ts';
import { radioRates } from '../../simulator/card/radio.ts';
import { immediate, throughAir, type Way } from '../../simulator/card/way.ts';
import { type CardPath, simulatedSurroundings } from '../../simulator/surroundings.ts';
import { ownFolderIn } from '../../storage/ownFolder.ts';
import type { RunOptions } from '../run/options.ts';
import type { RunPlace } from '../run/place.ts';

/** The simulator's surroundings, as the configuration and the words of `run` want them. Errors: as they cannot be opened. */
export function simulatedAround(
  { card: wanted }: RunOptions,
  config: KioskConfig,
  { root, dataFolder, simulatorPort, log, complain }: RunPlace,
): Promise<Result<Surroundings>> {
  const state = ownFolderIn(tmpdir(), `uketsuke-simulator-${userInfo().uid}`);
  if (!state.ok) return Promise.resolve(state);
  const card: CardPath = config.card.driver === 'direct' ? 'direct' : wanted === 'pcsc' ? 'pcsc' : 'best';
  return simulatedSurroundings({
    root,
    port: simulatorPort ?? config.simulator.port,
    cardCamera: config.simulator.cardCamera,
    picturesPerSecond: config.simulator.picturesPerSecond,
    phoneReader: config.simulator.phoneReader,
    way: wayTo(config.simulator.cardSpeed),
    card,
    stateFolder: simulatorFolder(state.value, dataFolder),
    log,
    onFallback: ({ detail }) => complain(`No card path through pcscd (${detail}); the card runs in process.\n`),
  });
}

function wayTo(speed: KioskConfig['simulator']['cardSpeed']): Way {
  return speed === 'at-once' ? immediate : throughAir({ kbps: radioRates[speed] });
}

/** The simulated clinic is another machine: it must neither lie in the kiosk's data nor be lost with its process. */
function simulatorFolder(folder: string, dataFolder: string): string {
  const which = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  return join(folder, which);
}
