import type { SinkName, SinkSection } from '../outbox/sinks/sinkNames.ts';
import type { KioskConfig } from './schema.ts';

type Sinks = KioskConfig['outbox']['sinks'];

/** The three TLS keys of a section, as they stand there: relative to the configuration's folder, empty where not given. */
export interface TlsKeys {
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A key of a sink's section and what it says. */
interface Said<T> {
  readonly key: string;
  readonly says: T;
}

/** A sink that sends over the network. */
export interface NetworkSink {
  readonly kind: 'network';
  readonly addresses: Said<readonly string[]>;
  readonly tls: TlsKeys;
  /** The file it proves itself with; `secret` where it holds one line, `private` where a client reads the whole of it. */
  readonly proof: Said<string> & { readonly form: 'secret' | 'private' };
}

/** A sink that writes into a folder of another machine. */
export interface FolderSink {
  readonly kind: 'folder';
  readonly folder: Said<string>;
  /** The folders it must hold. */
  readonly holds: readonly string[];
}

export type SinkWay = NetworkSink | FolderSink;

/** Where an enabled or disabled sink sends, and with what. */
export interface SinkPlace {
  readonly name: SinkName;
  readonly section: SinkSection;
  readonly isEnabled: boolean;
  readonly way: SinkWay;
}

/**
 * What each sink's section says of the outside world. Everything that minds where a patient's data goes asks here: what
 * production refuses, which files are opened and dated, whom the self-check tries to reach.
 */
const places: { readonly [S in SinkSection]: { readonly name: SinkName; readonly wayOf: (of: Sinks[S]) => SinkWay } } =
  {
    webhook: {
      name: 'webhook',
      wayOf: ({ url, secretFile, ...tls }) => ({
        kind: 'network',
        addresses: { key: 'url', says: oneOf(url) },
        tls,
        proof: { key: 'secretFile', says: secretFile, form: 'secret' },
      }),
    },
    oqsFace: {
      name: 'oqs-face',
      wayOf: ({ folder }) => ({ kind: 'folder', folder: { key: 'folder', says: folder }, holds: ['face'] }),
    },
    fhir: {
      name: 'fhir',
      wayOf: ({ baseUrl, tokenFile, ...tls }) => ({
        kind: 'network',
        addresses: { key: 'baseUrl', says: oneOf(baseUrl) },
        tls,
        proof: { key: 'tokenFile', says: tokenFile, form: 'secret' },
      }),
    },
    stream: {
      name: 'stream',
      wayOf: ({ servers, credentialsFile, ...tls }) => ({
        kind: 'network',
        addresses: { key: 'servers', says: servers },
        tls,
        proof: { key: 'credentialsFile', says: credentialsFile, form: 'private' },
      }),
    },
  };

/** Every sink with where its section leads. */
export function sinkPlaces({ outbox: { sinks } }: Pick<KioskConfig, 'outbox'>): readonly SinkPlace[] {
  const placeOf = <S extends SinkSection>(section: S): SinkPlace => {
    const { name, wayOf } = places[section];
    return { name, section, isEnabled: sinks[section].enabled, way: wayOf(sinks[section]) };
  };
  return sinkSections.map(placeOf);
}

/** The sections of all sinks. */
export const sinkSections = Object.keys(places) as readonly SinkSection[];

function oneOf(address: string): readonly string[] {
  return address === '' ? [] : [address];
}
