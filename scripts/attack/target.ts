/** What is attacked: the addresses of one kiosk, as far as whoever attacks reaches them. */
export interface Target {
  /** With its token, as the kiosk printed it. */
  readonly screen?: string;
  readonly desk?: string;
  readonly ops?: string;
  readonly simulator?: string;
  /** Only of a kiosk that this script started itself. */
  readonly dataFolder?: string;
}

export type Part = keyof Target;

/** Every listener that was named. */
export function listenersOf({ screen, desk, ops, simulator }: Target): readonly string[] {
  return [screen, desk, ops, simulator].filter((url) => url !== undefined);
}

/** The listeners that a kiosk in a clinic has: the simulator, which plays the world, is no edge of it. */
export function edgesOf({ screen, desk, ops }: Target): readonly string[] {
  return [screen, desk, ops].filter((url) => url !== undefined);
}

/** The address of `part`. Only for attacks that say they need it; anything else is a bug. */
export function addressOf(target: Target, part: Part): string {
  const address = target[part];
  if (address === undefined) throw new Error(`the attack did not say that it needs ${part}`);
  return address;
}
