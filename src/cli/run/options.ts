import type { Override } from '../../config/load.ts';

export type { Override };

/** What `run` was told, beside the options of the whole command line. */
export interface RunOptions {
  readonly simulator?: true;
  readonly card?: 'pcsc' | 'direct';
  /** Whether a configuration that is not there is made by the set-up, and no mistake. */
  readonly firstRun?: true;
  /** Where the device's own units take network and time settings from; absent where those are not ours. */
  readonly networkFolder?: string;
  readonly set: readonly Override[];
  readonly screenPort?: number;
  readonly deskPort?: number;
  readonly simPort?: number;
  readonly opsPort?: number;
}

/** The flags are short names for configuration keys; `--set` wins over them. */
export function overridesIn({ screenPort, deskPort, simPort, opsPort, card, set }: RunOptions): readonly Override[] {
  const flags: readonly (readonly [readonly string[], unknown])[] = [
    [['screen', 'port'], screenPort],
    [['desk', 'port'], deskPort],
    [['simulator', 'port'], simPort],
    [['desk', 'opsPort'], opsPort],
    [['card', 'driver'], card],
  ];
  return [...flags.flatMap(([path, value]) => (value === undefined ? [] : [{ path, value }])), ...set];
}
