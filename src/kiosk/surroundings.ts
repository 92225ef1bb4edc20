import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Camera } from '../camera/camera.ts';
import type { NumberBSource } from '../card/placedCard.ts';
import type { CardReader } from '../card/reader.ts';
import type { FaceGuidance } from '../face/guidance.ts';
import type { TlsIdentity } from '../kernel/tls.ts';
import type { WebhookPlace } from '../outbox/sinks/webhook/open.ts';
import type { PaperCard } from '../practice/paperCard.ts';
import type { Problem } from '../problem/result.ts';
import type { KeyPress } from '../screen/keypad/keypad.ts';
import type { SoundPlace } from '../speech/soundOut.ts';

/** Whoever keeps the patient's browser running. */
export interface BrowserSupervisor {
  /** Whether it starts one without being asked. */
  readonly startsOne: boolean;
  /** Ends the browser that is there, if any, and starts it again; what comes of it shows by itself. */
  restart(why: Problem): void;
}

/** Everything around a kiosk: its hardware and the systems it talks to, real or simulated. */
export interface Surroundings {
  readonly reader: CardReader;
  /** A second reader, for smartphones; absent where there is none. */
  readonly phoneReader?: CardReader;
  readonly camera: Camera;
  readonly numberB: NumberBSource;
  /** The camera that looks at the card, where there is one. */
  readonly cardCamera?: Camera;
  /** Who sees with it that a 見本 of paper lies there. */
  readonly paperCard?: PaperCard;
  /** Loudspeaker and headphones. */
  readonly sound: SoundPlace;
  /** Authorities whose cards are accepted. */
  readonly trustAnchors: readonly X509Certificate[];
  /** Public keys of those who sign card faces; empty where none is known: a photo's signature stays unanchored. */
  readonly faceIssuers: readonly KeyObject[];
  readonly gatewayUrl: string;
  /** Whom we trust there and who we are, where the gateway is reached over https. */
  readonly gatewayTls?: TlsIdentity;
  /** The clock, where the simulator lets it go wrong; milliseconds since the epoch. */
  readonly now?: () => number;
  /** The simulator's clinic, which then stands in for the configured webhook; absent on a real device. */
  readonly simulatedClinic?: WebhookPlace;
  /** The folder of the simulator's terminal (`req`, `res`), which then stands in for the configured one. */
  readonly simulatedLookUpFolder?: string;
  /** Where the simulated surroundings are played with; absent on a real device. */
  readonly simulatorUrl?: string;
  /** Tells the simulator's dock where the patient screen is, and where the same may stand inside its own page. */
  showScreen?(url: string, mirrorUrl: string | undefined): void;
  /** Whoever keeps the patient's browser running; absent where a person opens it. */
  readonly browser?: BrowserSupervisor;
  /** Tells the simulated patient what the screen asks of them: closer, farther, turn the head. */
  showGuidance?(guidance: FaceGuidance): void;
  /** Keys that a simulated patient presses, where no keyboard and no page is at hand; nobody can on a real device. */
  onKey?(press: (key: KeyPress) => void): void;
  /** Runs inside the commit of a reception: where a simulated disk fails. */
  beforeCommit?(): void;
  close(): Promise<void>;
}
