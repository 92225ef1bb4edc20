import type { SinkSection } from '../outbox/sinks/sinkNames.ts';
import { isSecured, securedInstead } from './addresses.ts';
import type { KioskConfig } from './schema.ts';
import { sinkPlaces, sinkSections, type TlsKeys } from './sinkPlaces.ts';

/** Two keys that are fine alone and wrong together. `path` is the one to change. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

type Rule = (config: KioskConfig) => Contradiction | undefined;

const defaultLanguageIsOffered: Rule = ({ screen }) =>
  screen.languages.includes(screen.defaultLanguage)
    ? undefined
    : {
        path: ['screen', 'defaultLanguage'],
        message: `"${screen.defaultLanguage}" is not among screen.languages (${screen.languages.join(', ')})`,
      };

const portsDiffer: Rule = ({ screen, desk, simulator }) => {
  const ports: readonly (readonly [readonly [string, string], number])[] = [
    [['screen', 'port'], screen.port],
    [['desk', 'port'], desk.port],
    [['simulator', 'port'], simulator.port],
    [['desk', 'opsPort'], desk.opsPort],
  ];
  const taken = ports.find(([, port], at) => port !== 0 && ports.findIndex(([, other]) => other === port) < at);
  const names = ports.map(([path]) => path.join('.')).join(', ');
  return taken && { path: taken[0], message: `another server already has this port (see ${names})` };
};

const inProduction =
  (path: readonly string[], wrong: (config: KioskConfig) => boolean, message: string): Rule =>
  (config) =>
    config.kiosk.mode === 'production' && wrong(config) ? { path, message } : undefined;

type Sinks = KioskConfig['outbox']['sinks'];

/** What has to be said of each sink before it can be enabled. */
const neededBySink: { readonly [S in keyof Sinks]: readonly (Exclude<keyof Sinks[S], 'enabled'> & string)[] } = {
  webhook: ['url', 'secretFile'],
  oqsFace: ['folder'],
  fhir: ['baseUrl'],
  stream: ['servers'],
};

const sinkRules = Object.entries(neededBySink).flatMap(([sink, names]) =>
  names.map(
    (name): Rule =>
      (config) => {
        const settings: Readonly<Record<string, unknown>> = config.outbox.sinks[sink as keyof Sinks];
        const value = settings[name];
        const isMissing = value === '' || (Array.isArray(value) && value.length === 0);
        return settings.enabled === true && isMissing
          ? { path: ['outbox', 'sinks', sink, name], message: `outbox.sinks.${sink} is enabled, so this is needed` }
          : undefined;
      },
  ),
);

/** A section that says where a patient's data goes. */
interface Destination {
  readonly path: readonly string[];
  readonly addresses: readonly string[];
  readonly isUsed: boolean;
  readonly files: TlsKeys;
}

type DestinationOf = (config: KioskConfig) => Destination | undefined;

const gateway: DestinationOf = ({ eligibility }) => ({
  path: ['eligibility', 'gatewayUrl'],
  addresses: eligibility.gatewayUrl === '' ? [] : [eligibility.gatewayUrl],
  isUsed: eligibility.gatewayUrl !== '',
  files: eligibility,
});

/** Where this sink sends over the network. */
function networkOf(section: SinkSection): DestinationOf {
  return (config) => {
    const place = sinkPlaces(config).find((each) => each.section === section);
    if (place?.way.kind !== 'network') return undefined;
    const { addresses, tls } = place.way;
    const path = ['outbox', 'sinks', section, addresses.key];
    return { path, addresses: addresses.says, isUsed: place.isEnabled, files: tls };
  };
}

type DestinationRule = (destination: Destination, config: KioskConfig) => Contradiction | undefined;

const rulesOfDestination: readonly DestinationRule[] = [
  ({ path, addresses, isUsed }, config) => {
    const instead = addresses.map(securedInstead).find((each) => each !== undefined);
    return config.kiosk.mode === 'production' && isUsed && instead !== undefined
      ? {
          path,
          message: `kiosk.mode "production" sends nothing in clear to another machine; write ${JSON.stringify(instead)}`,
        }
      : undefined;
  },
  ({ path, addresses, isUsed }) => {
    const secured = addresses.filter(isSecured);
    return isUsed && secured.length > 0 && secured.length < addresses.length
      ? { path, message: 'some of them are secured (tls://) and some are not; write all of them with tls://' }
      : undefined;
  },
  ({ path, addresses, isUsed, files }) => {
    const named = (['caFile', 'certificateFile', 'keyFile'] as const).find((name) => files[name] !== '');
    return isUsed && named !== undefined && !addresses.some(isSecured)
      ? { path: [...path.slice(0, -1), named], message: `has no use where ${path.at(-1)} is not secured (https, tls)` }
      : undefined;
  },
  ({ path, files }) =>
    (files.certificateFile === '') === (files.keyFile === '')
      ? undefined
      : { path: [...path.slice(0, -1), 'certificateFile'], message: 'certificateFile and keyFile go together' },
];

const destinationRules = [gateway, ...sinkSections.map(networkOf)].flatMap((of): readonly Rule[] =>
  rulesOfDestination.map((rule) => (config) => {
    const destination = of(config);
    return destination && rule(destination, config);
  }),
);

const isTrialCamera = (device: string): boolean => device === 'TEST' || device.startsWith('FILE:');

/** Checked in this order; each says one thing. */
const rules: readonly Rule[] = [
  defaultLanguageIsOffered,
  portsDiffer,
  ({ card }) =>
    card.phoneReaderPattern !== '' && card.readerPattern === ''
      ? {
          path: ['card', 'readerPattern'],
          message: 'with card.phoneReaderPattern there are two readers, so this one needs a pattern as well',
        }
      : undefined,
  ({ desk }) =>
    (desk.certificateFile === '') === (desk.keyFile === '')
      ? undefined
      : { path: ['desk', 'certificateFile'], message: 'desk.certificateFile and desk.keyFile go together' },
  inProduction(
    ['face', 'profile'],
    ({ face }) => face.profile === 'auto',
    'kiosk.mode "production" needs an outright choice: "standard" (or, knowingly, "embedded")',
  ),
  inProduction(
    ['card', 'driver'],
    ({ card }) => card.driver === 'direct',
    'kiosk.mode "production" needs a real reader: "pcsc"',
  ),
  inProduction(
    ['card', 'trustAnchors'],
    ({ card }) => card.trustAnchors.length === 0,
    'kiosk.mode "production" needs at least one trust anchor; without it every card would be refused',
  ),
  inProduction(
    ['eligibility', 'gatewayUrl'],
    ({ eligibility }) => eligibility.gatewayUrl === '',
    'kiosk.mode "production" needs the gateway’s address',
  ),
  ({ eligibility: { lookUps } }) =>
    lookUps.way === 'folder' && lookUps.folder === ''
      ? {
          path: ['eligibility', 'lookUps', 'folder'],
          message: 'eligibility.lookUps.way is "folder", so this is needed: the folder that holds req and res',
        }
      : undefined,
  ({ eligibility: { lookUps } }) =>
    lookUps.way === 'gateway' && lookUps.folder !== ''
      ? {
          path: ['eligibility', 'lookUps', 'folder'],
          message: 'has no use where eligibility.lookUps.way is "gateway"; write "way": "folder"',
        }
      : undefined,
  inProduction(
    ['outbox', 'sinks'],
    ({ outbox }) => Object.values(outbox.sinks).every(({ enabled }) => !enabled),
    'kiosk.mode "production" needs a place to deliver to: enable at least one sink',
  ),
  inProduction(
    ['camera', 'device'],
    ({ camera }) => isTrialCamera(camera.device),
    'kiosk.mode "production" needs a real camera: "/dev/video0", or its name under /dev/v4l/by-id',
  ),
  inProduction(
    ['camera', 'cardDevice'],
    ({ camera }) => isTrialCamera(camera.cardDevice),
    'kiosk.mode "production" needs a real camera, "/dev/video2" say, or "" where none looks at the card',
  ),
  ...sinkRules,
  ...destinationRules,
];

/** Everything in a well-formed configuration that does not go together. */
export function contradictions(config: KioskConfig): readonly Contradiction[] {
  return rules.flatMap((rule) => rule(config) ?? []);
}
