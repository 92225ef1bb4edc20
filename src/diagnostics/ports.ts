import type { Camera } from '../camera/camera.ts';
import type { WatchLimits } from '../camera/watchLimits.ts';
import type { TlsIdentity } from '../kernel/tls.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem, Result } from '../problem/result.ts';

/**
 * What checks look at. Whoever runs them brings what there is: a running kiosk its own reader, cameras and stores, so
 * that nothing is opened twice; the command line what it can open itself, before and after installation.
 */
export interface Ports {
  readonly program: ProgramPort;
  readonly configuration: ConfigurationPort;
  /** Every file the configuration names, opened the way the kiosk opens it. */
  readonly namedFiles: readonly NamedFile[];
  readonly certificates: readonly DatedCertificate[];
  readonly dataFolder: DataFolderPort;
  /** Absolute path below which this machine shows itself: `/`, or a fixture with `proc` and `sys` in it. */
  readonly machine: string;
  /** Id of the process whose files and memory are asked about: the kiosk's. */
  readonly process: number;
  readonly network: NetworkPort;
  readonly gateway: GatewayPort;
  readonly receivers: readonly ReceiverPort[];
  readonly shares: readonly SharePort[];
  readonly clock: ClockPort;
  readonly pcsc: PcscPort;
  readonly reader: ReaderPort;
  readonly camera: EyePort;
  readonly cardCamera: EyePort;
  readonly face: FacePort;
  readonly queue: QueuePort;
  readonly audit: AuditPort;
  readonly statistics: () => Result<void>;
  /** What was measured in the last month and will cross its limit soon. */
  readonly trends: () => readonly Trend[];
  readonly service: ServicePort;
  /** How late the event loop comes to what is due, measured for a while. */
  readonly eventLoop: (signal: AbortSignal) => Promise<{ readonly medianMs: number; readonly longestMs: number }>;
  readonly visits: VisitsPort;
  readonly answers: () => readonly LastAnswer[];
  readonly deliveries: () => readonly LastDelivery[];
  readonly backups: BackupsPort;
  readonly screen: ScreenPort;
  readonly sound: SoundPort;
  /** Programs that must be installed, and whether each is found. */
  readonly programs: readonly { readonly name: string; readonly isThere: boolean; readonly of: string }[];
}

export type PortName = keyof Ports;

/** For the day this machine dies. */
export interface BackupsPort {
  /** When the last whole one was made; before the first, since when there is anything to lose. Undefined: nothing yet. */
  readonly look: () => Result<{ readonly kind: 'made' | 'never'; readonly at: number } | undefined>;
  /** Days without one until somebody is reminded; 0 for never. */
  readonly remindDays: number;
  readonly now: () => number;
}

export interface ProgramPort {
  readonly version: string;
  /** What must be built and lie there. */
  readonly parts: readonly { readonly name: string; readonly isThere: boolean }[];
  /** First digits of a SHA-256 over what runs; undefined where it cannot be read. */
  readonly digest: () => Promise<string | undefined>;
  readonly node: string;
  /** The oldest Node it runs on. */
  readonly leastNode: string;
}

export interface ConfigurationPort {
  readonly file: string;
  readonly isThere: boolean;
  /** What is to be changed in it, a line each. */
  readonly faults: readonly string[];
}

export interface NamedFile {
  /** The key of the configuration. */
  readonly key: string;
  readonly file: string;
  /** As a start of the kiosk would have it. */
  readonly opened: Result<void>;
}

export interface DatedCertificate {
  /** Whose it is: `card.trustAnchors ./ca.pem`. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface DataFolderPort {
  readonly path: string;
  readonly minFreeMiB: number;
}

/** This machine in its network. */
export interface NetworkPort {
  /** Hosts on other machines that must be reached; empty where everything is on this one. */
  readonly farHosts: readonly string[];
  /** Its own addresses by which others reach it. */
  readonly addresses: () => readonly string[];
}

/** Where something listens on the network. */
export interface NetworkPlace {
  readonly url: string;
  readonly tls: TlsIdentity;
}

export interface GatewayPort extends NetworkPlace {
  /** A question about this institution alone. Errors: U-402, U-403, U-404, U-409, U-411. */
  ask(signal: AbortSignal): Promise<Result<unknown>>;
}

/** A receiver of receptions that is reached over the network. */
export interface ReceiverPort extends NetworkPlace {
  /** Name of the sink. */
  readonly name: string;
}

/** A folder on a share. */
export interface SharePort {
  readonly name: string;
  readonly folder: string;
  /** Folders that must lie in it. */
  readonly holds: readonly string[];
  /** U-410 questions by file, U-510 receptions. */
  readonly number: 'U-410' | 'U-510';
}

export interface ClockPort {
  /** The system's clock, milliseconds since the epoch. */
  readonly wall: () => number;
  /** When this program was made: it cannot be earlier. */
  readonly builtAt: number;
  /** When something was last recorded; undefined where nothing was. */
  readonly recordedAt: number | undefined;
  /** What a running kiosk thinks of it. */
  readonly trouble?: (() => Problem | undefined) | undefined;
}

export interface PcscPort {
  /** Whether pcscd takes connections. */
  answers(): Promise<boolean>;
  /** Of its program, `1.9.9`; undefined where it does not say. */
  version(): Promise<string | undefined>;
  readonly socket: string;
}

/** What is on the reader when one looks. */
export interface ReaderSight {
  readonly name: string;
  readonly card: 'none' | 'present' | 'busy';
  /** Time from the command to the answer of one exchange with the card, milliseconds. */
  readonly exchangeMs?: number;
  /** What kind of card answered, without anything about a person. */
  readonly kind?: string;
}

export interface ReaderPort {
  /** Errors: U-104 no reader of the wanted name; U-101, U-105 … the card; U-107 another program holds it. */
  look(signal: AbortSignal): Promise<Result<ReaderSight>>;
  /** The pattern its name must match; empty where any will do. */
  readonly wanted: string;
  /** Lets go of PC/SC and begins anew; absent where nobody holds it. */
  readonly reset?: (() => Promise<void>) | undefined;
}

/** A camera, and where it is to be judged otherwise than one that films: a picture in a file stands still. */
export interface EyePort {
  readonly camera: Camera;
  /** Whether its pictures are drawn by this very processor: how many come says nothing about a camera. */
  readonly isDrawn?: boolean;
  readonly limits: Partial<WatchLimits>;
}

export interface FacePort {
  /** The profile that is asked for. */
  readonly wanted: string;
  /** Whether each network is the one that the manifest names, and which profile decides. Errors: U-214. */
  readonly models: (signal: AbortSignal) => Promise<Result<{ readonly profile: string }>>;
  /** Compares invented people of whom it is known who is who; absent while it would disturb. Errors: U-212, U-214. */
  readonly selfTest?: ((signal: AbortSignal) => Promise<Result<SampleFacesSeen>>) | undefined;
}

export interface SampleFacesSeen {
  /** How near, on the profile's own scale. */
  readonly same: number;
  readonly other: number;
  /** By the thresholds that hold for patients. */
  readonly areToldApart: boolean;
  readonly ms: number;
}

export interface QueueSight {
  readonly waiting: number;
  readonly parked: number;
  readonly unreconciled: number;
  /** Milliseconds since the epoch. */
  readonly oldestAt: number | undefined;
  /** What went wrong with what was set aside: U-506, U-508 … */
  readonly alerts: readonly Problem[];
}

export interface QueuePort {
  /** Errors: U-501, U-504, U-506. */
  look(): Result<QueueSight>;
  /** Whether another reception would be taken; only in a running kiosk. */
  readonly canRecord?: (() => Result<void>) | undefined;
  readonly now: () => number;
}

export interface AuditPort {
  /** What is wrong with the trail, a word each. Errors: U-507. */
  verify(): Result<{ readonly records: number; readonly findings: readonly string[] }>;
}

export interface ServicePort {
  /** Why nobody is served. */
  readonly outage: () => Problem | undefined;
  /** What staff are told beside. */
  readonly alerts: () => readonly ProblemCode[];
}

/** What a card answered when an application was asked for: the status word, nothing of what is in it. */
export interface ApplicationSeen {
  readonly application: 'jpki' | 'cardFace' | 'textInput';
  readonly status: number | 'silent' | 'not-asked';
}

export interface LastVisit {
  readonly problem: ProblemCode | undefined;
}

export interface VisitsPort {
  /** The newest last. */
  readonly last: () => readonly LastVisit[];
}

/** What came of the last question to one service of the gateway. */
export interface LastAnswer {
  readonly service: string;
  readonly problem: Problem | undefined;
  readonly ms: number;
}

/** What came of the last delivery to one sink. */
export interface LastDelivery {
  readonly sink: string;
  readonly problem: Problem | undefined;
}

/** Something that moves towards its limit. */
export interface Trend {
  /** `check.value`. */
  readonly name: string;
  /** In Japanese, as the check has it. */
  readonly says: string;
  readonly unit: string;
  readonly limit: number;
  /** Of the last day. */
  readonly value: number;
  /** Days until the limit, as it goes now. */
  readonly daysLeft: number;
}

export interface ScreenPort {
  /** Whether a browser shows the patient screen; undefined where none is expected. */
  readonly isShown: () => boolean | undefined;
  /** Families of fonts that have Japanese letters; undefined where nobody can be asked. */
  readonly japaneseFonts: (signal: AbortSignal) => Promise<readonly string[] | undefined>;
}

export interface SoundPort {
  /** Whether patients are spoken to. */
  readonly isUsed: boolean;
}
