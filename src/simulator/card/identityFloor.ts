import { numberBDigits } from '../../card/digits.ts';
import type { CardFace, CardHolder, CardIdentity } from '../../card/placedCard.ts';
import { exchangeMs, longestBlock, type Radio } from './radio.ts';

/** What one pass over a card brought: everything a visit may need. */
export interface IdentityData {
  readonly identity: CardIdentity;
  readonly face: CardFace;
  readonly holder: CardHolder;
}

const pinDigits = 4;
const signature = 256;
const digestInfo = 51;
const statusWord = 2;
const perFrame = longestBlock - statusWord;

/** Whether the reader passes commands of extended length on, or short ones only. */
export type ReadMode = 'short' | 'extended';

type Exchange = readonly [command: number, answer: number];

/**
 * The least that must be on the air for this data: lengths of command and answer of every exchange that no program can
 * leave out, with every file's length known beforehand. Extended length reads a file in one command; without it each
 * read brings what fits one radio frame, which takes less time on the air than the 256 bytes of a longest short answer.
 */
export function leastExchanges(data: IdentityData, mode: ReadMode): readonly Exchange[] {
  const select = [5 + 10, statusWord] as const;
  const askTries = [4, statusWord] as const;
  const verify = (digits: number) => [5 + digits, statusWord] as const;
  const read = (bytes: number): readonly Exchange[] => {
    if (mode === 'extended') return [[bytes > 256 ? 7 : 5, bytes + statusWord]];
    const reads = Math.ceil(bytes / perFrame);
    return Array.from({ length: reads }, (_, at) => [5, Math.min(perFrame, bytes - at * perFrame) + statusWord]);
  };
  const sign = [5 + digestInfo + 1, signature + statusWord] as const;
  const jpki = [select, ...read(data.identity.certificate.length), askTries, verify(pinDigits), sign];
  const cardFace = [
    select,
    askTries,
    verify(numberBDigits),
    ...read(frontLength(data.face)),
    ...read(issuerLength),
    sign,
  ];
  const textInput = [
    select,
    verify(numberBDigits),
    ...read(attributesLength(data.holder)),
    ...read(signatureFileLength),
  ];
  return [...jpki, ...cardFace, ...textInput];
}

/** Milliseconds on the air for {@link leastExchanges}, without any time of reader, card or program. */
export function identityFloorMs(data: IdentityData, mode: ReadMode, radio: Radio): number {
  return leastExchanges(data, mode).reduce((sum, [command, answer]) => sum + exchangeMs(radio, command, answer), 0);
}

/** The issuer's card-verifiable certificate up to the end of its key. */
const issuerLength = 5 + 5 + 297;
const signatureFileLength = 336;

/** The front without its last object, the picture of the security code. */
function frontLength({ photo, birthdate, sex, expiry, namePicture, addressPicture }: CardFace): number {
  const cardKey = 265;
  const lengths = [birthdate.length, sex.length, cardKey, namePicture.length, addressPicture.length];
  const values = [...lengths, photo?.bytes.length ?? 0, signature, expiry.length];
  const offsetTable = objectLength(9 * 2);
  const outerHeader = 5;
  return outerHeader + offsetTable + values.reduce((sum, each) => sum + objectLength(each), 0);
}

function attributesLength({ name, address, birthdate, sex }: CardHolder): number {
  const texts = [name, address, birthdate, sex].map((text) => objectLength(Buffer.byteLength(text)));
  const offsetTable = objectLength(4 * 2);
  return objectLength(offsetTable + texts.reduce((sum, each) => sum + each, 0));
}

/** A two-byte tag, the shortest length field, the value. */
function objectLength(value: number): number {
  return 2 + (value < 0x80 ? 1 : value < 0x100 ? 2 : 3) + value;
}
