import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { KioskConfig } from '../../config/schema.ts';
import { sinkPlaces, type TlsKeys } from '../../config/sinkPlaces.ts';
import type { NetworkPlace, Ports, ReceiverPort, SharePort } from '../../diagnostics/ports.ts';
import { isThisMachine } from '../../diagnostics/reach/place.ts';
import { createGatewayClient } from '../../eligibility/httpGateway.ts';
import { second } from '../../kernel/durations.ts';
import { httpClient } from '../../kernel/httpClient.ts';
import type { WebhookPlace } from '../../outbox/sinks/webhook/open.ts';
import { programFolders } from '../../system/environment.ts';
import { tlsOf } from '../tlsOf.ts';
import { certificatesOf, namedFilesOf } from './namedFiles.ts';
import { programPort } from './programPort.ts';
import { realNetworkSinks, simulatedSink } from './realSinks.ts';

export interface ConfiguredPortsOptions {
  readonly config: KioskConfig;
  readonly root: string;
  readonly configFolder: string;
  readonly dataFolder: string;
  /** Where the outside world is simulated; then nothing real is looked for. */
  readonly simulated:
    | { readonly clinic?: WebhookPlace | undefined; readonly lookUpFolder?: string | undefined }
    | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The ports that follow from the configuration and the machine alone. */
export type ConfiguredPorts = Pick<
  Ports,
  | 'program'
  | 'programs'
  | 'namedFiles'
  | 'certificates'
  | 'dataFolder'
  | 'machine'
  | 'process'
  | 'network'
  | 'receivers'
  | 'shares'
  | 'sound'
>;

/** What a kiosk of this configuration relies on, whether it runs or not. */
export function configuredPorts(options: ConfiguredPortsOptions): ConfiguredPorts {
  const { config, root, configFolder, dataFolder, simulated, now } = options;
  const files = { config, folder: configFolder, isSimulated: simulated !== undefined, now };
  const receivers = receiversOf(options);
  const places = [...receivers.map(({ url }) => url), ...(simulated ? [] : gatewayUrls(config))];
  return {
    program: programPort(root),
    programs: simulated ? [] : programsFor(config),
    namedFiles: namedFilesOf(files),
    certificates: certificatesOf(files),
    dataFolder: { path: dataFolder, minFreeMiB: config.outbox.minFreeMiB },
    machine: '/',
    process: process.pid,
    network: {
      farHosts: places.map((url) => new URL(url).hostname).filter((host) => !isThisMachine(host)),
      addresses: ownAddresses,
    },
    receivers,
    shares: sharesOf(options),
    sound: { isUsed: simulated === undefined && config.accessibility.voice === 'on' },
  };
}

/** The gateway's place as the configuration has it; undefined where it names none. */
export function configuredGateway(config: KioskConfig, folder: string): NetworkPlace | undefined {
  const { gatewayUrl } = config.eligibility;
  if (gatewayUrl === '') return undefined;
  return { url: gatewayUrl, tls: identityOf('eligibility', config.eligibility, folder) };
}

/** The gateway, to be asked by whoever looks; absent where the configuration names none. */
export function gatewayPort(config: KioskConfig, folder: string): Pick<Ports, 'gateway'> | undefined {
  const place = configuredGateway(config, folder);
  if (!place) return undefined;
  const client = createGatewayClient({
    url: place.url,
    institutionCode: config.clinic.institutionCode,
    timeoutMs: config.eligibility.timeoutSeconds * second,
    http: httpClient(place.tls),
  });
  return { gateway: { ...place, ask: (signal) => client.acceptsPrescriptions(signal) } };
}

function receiversOf({ config, configFolder, simulated }: ConfiguredPortsOptions): readonly ReceiverPort[] {
  return [
    ...(simulated?.clinic ? [{ name: simulatedSink, url: simulated.clinic.url, tls: {} }] : []),
    ...realNetworkSinks(config, simulated?.clinic !== undefined).flatMap(({ name, key, way: { addresses, tls } }) =>
      addresses.says.map((url) => ({ name, url, tls: identityOf(key, tls, configFolder) })),
    ),
  ];
}

/** Files that cannot be read are another check's; here the way is tried without them. */
function identityOf(section: string, keys: TlsKeys, folder: string): NetworkPlace['tls'] {
  const tls = tlsOf(section, keys, folder);
  return tls.ok ? tls.value : {};
}

function sharesOf({ config, configFolder, simulated }: ConfiguredPortsOptions): readonly SharePort[] {
  const { lookUps } = config.eligibility;
  const lookUpFolder = simulated?.lookUpFolder ?? resolve(configFolder, lookUps.folder);
  return [
    ...sinkPlaces(config).flatMap(({ name, isEnabled, way }): readonly SharePort[] =>
      isEnabled && way.kind === 'folder'
        ? [{ name, folder: resolve(configFolder, way.folder.says), holds: way.holds, number: 'U-510' }]
        : [],
    ),
    ...(lookUps.way === 'folder'
      ? [{ name: 'lookUps', folder: lookUpFolder, holds: ['req', 'res'], number: 'U-410' } as const]
      : []),
  ];
}

function gatewayUrls({ eligibility }: KioskConfig): readonly string[] {
  return eligibility.gatewayUrl === '' ? [] : [eligibility.gatewayUrl];
}

function programsFor({ camera }: KioskConfig): Ports['programs'] {
  const isInstalled = (name: string): boolean =>
    programFolders()
      .split(delimiter)
      .some((folder) => existsSync(join(folder, name)));
  // Either takes pictures; ffmpeg goes first where it is there.
  const name =
    camera.driver === 'still' || (camera.driver === 'auto' && !isInstalled('ffmpeg')) ? 'fswebcam' : 'ffmpeg';
  return [{ name, isThere: isInstalled(name), of: `設定 camera.driver は ${camera.driver}` }];
}

/** Those of this machine alone, and those that hold on one cable only, are none. */
function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address);
}
