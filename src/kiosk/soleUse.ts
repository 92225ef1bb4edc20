import { endRetirement } from '../backup/naming.ts';
import { notInService } from '../backup/standing.ts';
import type { KioskConfig } from '../config/schema.ts';
import { type HeldPort, holdPort } from '../kernel/heldPort.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { portTrouble } from '../kernel/portTrouble.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { lockFolder } from '../storage/folderLock.ts';

/** The ports of a kiosk, held before anything listens on them. */
export interface KioskPorts {
  readonly screen: HeldPort;
  readonly desk: HeldPort;
  readonly ops: HeldPort;
}

/** What no two kiosks may share. Whoever has it may open, migrate, send and wipe: nobody else is there. */
export interface SoleUse {
  readonly ports: KioskPorts;
  /** Undefined where the world around is the real one. */
  readonly simulatorPort: HeldPort | undefined;
  /** Why the data folder serves nobody: its disk takes nothing, or another machine has its place. Nothing in it may be opened. */
  readonly hurt: Problem | undefined;
  /** To be called when everything else is closed. */
  close(): Promise<void>;
}

export interface SoleUseOptions {
  readonly config: KioskConfig;
  readonly dataFolder: string;
  readonly isSimulated: boolean;
}

const loopback = '127.0.0.1';

/**
 * Takes the data folder and every port for this process, before a file is opened, a service started or a card seen.
 * A second start therefore fails before it has done anything. A disk that takes nothing (U-501), and a kiosk whose
 * place another has (U-710, U-712, U-732), are no errors here: see {@link SoleUse.hurt}. Errors: U-704 the data folder is somebody else's; U-702 a port is.
 */
export async function takeSoleUse({ config, dataFolder, isSimulated }: SoleUseOptions): Promise<Result<SoleUse>> {
  const lock = lockFolder(dataFolder, 'a running kiosk');
  if (!lock.ok && lock.problem.code !== 'U-501') return lock;
  // There is no log yet: it lies in the folder that is being taken.
  const open = new Lifecycle({ warn: () => undefined });
  if (lock.ok) {
    open.opened('data folder', () => lock.value.close());
    endRetirement(dataFolder);
  }
  const hold = async (host: string, port: number): Promise<HeldPort> => {
    const held = await holdPort(host, port);
    open.opened(`port ${port}`, () => held.close());
    return held;
  };
  try {
    const { screen, desk, simulator } = config;
    const ports = {
      screen: await hold(loopback, screen.port),
      desk: await hold(desk.host, desk.port),
      ops: await hold(loopback, desk.opsPort),
    };
    const simulatorPort = isSimulated ? await hold(loopback, simulator.port) : undefined;
    const hurt = lock.ok ? notInService(dataFolder) : lock.problem;
    return ok({ ports, simulatorPort, hurt, close: () => open.close() });
  } catch (error) {
    await open.close();
    const trouble = portTrouble(error);
    if (trouble !== undefined) return failed('U-702', trouble);
    throw error;
  }
}
