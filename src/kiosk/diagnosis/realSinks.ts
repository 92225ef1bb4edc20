import type { KioskConfig } from '../../config/schema.ts';
import { type NetworkSink, type SinkPlace, sinkPlaces } from '../../config/sinkPlaces.ts';
import type { SinkName } from '../../outbox/sinks/sinkNames.ts';

/** The sink whose receiver the simulator stands in for: its address and its files are not the configuration's then. */
export const simulatedSink = 'webhook' satisfies SinkName;

/** An enabled sink that sends over the network; `key` names its section in the configuration. */
export interface RealNetworkSink extends SinkPlace {
  readonly key: string;
  readonly way: NetworkSink;
}

/** The sinks that send over the network to where the configuration says. */
export function realNetworkSinks(config: KioskConfig, isSimulated: boolean): readonly RealNetworkSink[] {
  return sinkPlaces(config).flatMap((place): readonly RealNetworkSink[] => {
    const { name, section, isEnabled, way } = place;
    if (!isEnabled || way.kind !== 'network' || (isSimulated && name === simulatedSink)) return [];
    return [{ ...place, key: `outbox.sinks.${section}`, way }];
  });
}
