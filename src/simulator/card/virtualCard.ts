import { constants, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';
import { type CommandApdu, decodeCommand } from '../../card/apdu.ts';
import { statusWord } from '../../card/statusWord.ts';
import type { Person } from '../people.ts';
import type { CardApplication, CardFile } from './application.ts';
import { cardFaceApplication } from './cardFaceApplication.ts';
import type { DemoPki } from './demoPki.ts';
import { jpkiApplication } from './jpkiApplication.ts';
import { textInputApplication } from './textInputApplication.ts';
import type { VirtualPin } from './virtualPin.ts';

/** Contactless answer to reset as readers make it for a real card (PC/SC part 3, Type B). */
const myNumberCardAtr = Buffer.from('3b888001000005e0b381a1007f', 'hex');

export interface VirtualCardOptions {
  readonly person: Person;
  readonly pki: DemoPki;
  /** The photo on the chip, JP2; left out where the card has none. */
  readonly photo?: Uint8Array;
  /** The 利用者証明用 certificate, DER; left out, one is issued as the fixture says. */
  readonly certificate?: Uint8Array;
  /** The label of the token information, for a token that is no plastic card. */
  readonly tokenLabel?: string;
}

/** A My Number card at the byte seam, with the three applications that a kiosk uses. */
export async function createVirtualCard(options: VirtualCardOptions): Promise<VirtualCard> {
  const { person, pki, photo = new Uint8Array(0) } = options;
  const key = pki.keyOf(person.id);
  const face = { person, photo, cardKey: key, issuerKey: pki.cardFaceIssuerKey };
  return new VirtualCard(myNumberCardAtr, [
    jpkiApplication({
      certificate: options.certificate ?? (await pki.issueFor(person, 'card')),
      authorityCertificate: pki.authorityCertificate,
      signatureCertificate: await pki.issueForSignature(person),
      key,
      pin: person.card.pin,
      pinTriesLeft: person.card.pinTriesLeft,
      ...(options.tokenLabel === undefined ? {} : { tokenLabel: options.tokenLabel }),
    }),
    await cardFaceApplication(face),
    textInputApplication(face),
  ]);
}

const longestSignedData = 245;
const longestChallenge = 256;
/** The card's files are named by the low five bits of their identifier. */
const shortIdentifier = 0x1f;
const currentFile = 0x80;

/**
 * Takes command bytes, gives response bytes, and keeps what a card keeps: try counters for good, what was selected
 * and verified until the power goes. A warm reset does not clear the latter, as on a real card.
 */
export class VirtualCard {
  readonly atr: Uint8Array;
  private readonly applications: readonly CardApplication[];
  private application: CardApplication | undefined;
  private file: CardFile | undefined;

  constructor(atr: Uint8Array, applications: readonly CardApplication[]) {
    this.atr = atr;
    this.applications = applications;
  }

  powerOn(): void {
    this.application = undefined;
    this.file = undefined;
  }

  powerOff(): void {
    this.powerOn();
    for (const { files } of this.applications) {
      for (const file of files.values()) if (file.kind === 'pin') file.pin.forget();
    }
  }

  /** The card's answer to a command, status word included. */
  process(command: Uint8Array): Uint8Array {
    const decoded = decodeCommand(command);
    return decoded ? this.answer(decoded) : say(statusWord.wrongLength);
  }

  private answer(command: CommandApdu): Uint8Array {
    switch ((command.cla << 8) | command.ins) {
      case 0x00a4:
        return this.select(command);
      case 0x00b0:
        return this.readBinary(command);
      case 0x0020:
        return this.verify(command);
      case 0x0084:
        return getChallenge(command);
      case 0x802a:
        return this.sign(command);
      default:
        return say(
          command.cla === 0x00 || command.cla === 0x80 ? statusWord.unknownInstruction : statusWord.unknownClass,
        );
    }
  }

  private select({ p1, data = new Uint8Array(0) }: CommandApdu): Uint8Array {
    if (p1 === 0x04) {
      const found = this.applications.find(({ aid }) => Buffer.compare(aid, data) === 0);
      if (!found) return say(statusWord.fileNotFound);
      this.application = found;
      this.file = undefined;
      return say(statusWord.ok);
    }
    if (p1 !== 0x02) return say(statusWord.wrongP1P2);
    const [high = 0, low = 0] = data;
    const file = this.application?.files.get((high << 8) | low);
    if (!file) return say(statusWord.fileNotFound);
    this.file = file;
    return say(statusWord.ok);
  }

  private readBinary({ p1, p2, le = 0 }: CommandApdu): Uint8Array {
    const named = (p1 & 0x80) !== 0;
    const file = named ? this.application?.files.get(p1 & shortIdentifier) : this.file;
    if (!file) return say(named ? statusWord.fileNotFound : statusWord.noCurrentFile);
    this.file = file;
    if (file.kind !== 'binary') return say(statusWord.conditionsNotSatisfied);
    if (!isOpen(file.opensWith)) return say(statusWord.securityStatusNotSatisfied);
    const offset = named ? p2 : (p1 << 8) | p2;
    if (offset >= file.bytes.length) return say(statusWord.offsetOutside);
    return say(statusWord.ok, file.bytes.subarray(offset, offset + le));
  }

  private verify({ p2, data }: CommandApdu): Uint8Array {
    const file = this.fileNamedBy(p2);
    if (file?.kind !== 'pin') return say(p2 === currentFile ? statusWord.noCurrentFile : statusWord.referenceNotFound);
    this.file = file;
    const { pin } = file;
    if (!data) return say(0x63c0 | pin.triesLeft);
    if (pin.triesLeft === 0) return say(statusWord.referenceDataBlocked);
    return say(pin.verify(data) ? statusWord.ok : 0x63c0 | pin.triesLeft);
  }

  /** P1 00 only: PKCS #1 v1.5 padding over the data as given. */
  private sign({ p1, p2, data }: CommandApdu): Uint8Array {
    if (p1 !== 0x00) return say(statusWord.wrongP1P2);
    const key = p2 === 0x00 ? this.application?.key : this.openKey(this.fileNamedBy(p2));
    if (typeof key === 'number') return say(key);
    if (!key) return say(statusWord.noCurrentFile);
    if (!data || data.length > longestSignedData) return say(statusWord.wrongLength);
    return say(statusWord.ok, privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data));
  }

  /** The key in a file, or the status word that says why not. */
  private openKey(file: CardFile | undefined): KeyObject | number {
    if (file?.kind !== 'key') return statusWord.noCurrentFile;
    return isOpen(file.opensWith) ? file.key : statusWord.securityStatusNotSatisfied;
  }

  /** `80` means the current file, `80 | n` the one with this short identifier. */
  private fileNamedBy(p2: number): CardFile | undefined {
    if ((p2 & 0x80) === 0) return undefined;
    return p2 === currentFile ? this.file : this.application?.files.get(p2 & shortIdentifier);
  }
}

function getChallenge({ le = 0 }: CommandApdu): Uint8Array {
  return le > longestChallenge ? say(statusWord.conditionsNotSatisfied) : say(statusWord.ok, randomBytes(le));
}

function isOpen(opensWith: readonly VirtualPin[] | undefined): boolean {
  return opensWith?.some((pin) => pin.verified) ?? true;
}

function say(status: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const answer = new Uint8Array(data.length + 2);
  answer.set(data);
  answer.set([status >> 8, status & 0xff], data.length);
  return answer;
}
