import type { KioskConfig } from '../../config/schema.ts';
import type { HeldPort } from '../../kernel/heldPort.ts';
import type { KioskPorts } from '../../kiosk/soleUse.ts';

/** The configuration with the ports there were, where it says nothing else: a browser finds the next start where it was. */
export function withPorts(
  config: KioskConfig,
  before: KioskConfig,
  ports: KioskPorts,
  simulator: HeldPort | undefined,
): KioskConfig {
  // A port that somebody has changed meanwhile is theirs.
  const kept = (now: number, then: number, held: number | undefined) => (now === then ? (held ?? now) : now);
  const { screen, desk } = config;
  return {
    ...config,
    screen: { ...screen, port: kept(screen.port, before.screen.port, ports.screen.port) },
    desk: {
      ...desk,
      port: kept(desk.port, before.desk.port, ports.desk.port),
      opsPort: kept(desk.opsPort, before.desk.opsPort, ports.ops.port),
    },
    simulator: { ...config.simulator, port: simulator?.port ?? config.simulator.port },
  };
}
