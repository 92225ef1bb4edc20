import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import type { PortChoice } from '../../kernel/heldPort.ts';
import { realSurroundings } from '../../kiosk/realSurroundings.ts';
import type { Surroundings } from '../../kiosk/surroundings.ts';
import type { Result } from '../../problem/result.ts';
import { radioRates } from '../../simulator/card/radio.ts';
import { immediate, throughAir, type Way } from '../../simulator/card/way.ts';
import { type CardPath, simulatedSurroundings } from '../../simulator/surroundings.ts';
import { ownFolderIn } from '../../storage/ownFolder.ts';
import type { RunOptions } from './options.ts';

/** Where a kiosk runs. */
export interface RunPlace {
  readonly root: string;
  /** Whose relative paths the configuration means. */
  readonly configFolder: string;
  readonly dataFolder: string;
  /** Held for the simulator, where there is one. */
  readonly simulatorPort: PortChoice | undefined;
  readonly log: Logger;
  readonly complain: (text: string) => void;
}

/** The real hardware, or the simulator's. Errors: as the one or the other cannot be opened. */
export function surroundingsFor(
  { simulator, card: wanted }: RunOptions,
  config: KioskConfig,
  { root, configFolder, dataFolder, simulatorPort, log, complain }: RunPlace,
): Promise<Result<Surroundings>> {
  if (!simulator) return realSurroundings(config, configFolder, log);
  const state = ownFolderIn(tmpdir(), `uketsuke-simulator-${userInfo().uid}`);
  if (!state.ok) return Promise.resolve(state);
  const card: CardPath = config.card.driver === 'direct' ? 'direct' : wanted === 'pcsc' ? 'pcsc' : 'best';
  return simulatedSurroundings({
    root,
    port: simulatorPort ?? config.simulator.port,
    cardCamera: config.simulator.cardCamera,
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
