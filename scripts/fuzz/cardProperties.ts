import type { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeCommand, decodeResponse } from '../../src/card/apdu.ts';
import { parseFront } from '../../src/card/cardFace.ts';
import { checkTime, checkTrust, parseCertificate, serialOf, validityOf } from '../../src/card/certificate.ts';
import { classifyByTime } from '../../src/card/certificateClass.ts';
import { ElementaryFile } from '../../src/card/elementaryFile.ts';
import { inspectCard } from '../../src/card/inspectCard.ts';
import { parseIssuerKey } from '../../src/card/issuerCertificate.ts';
import { isSignedByIssuer } from '../../src/card/issuerSignature.ts';
import { createPlacedCard } from '../../src/card/myNumberCard.ts';
import { parsePublicKey } from '../../src/card/publicKey.ts';
import type { CardChannel } from '../../src/card/reader.ts';
import { parseAttributeSignature, parseAttributes } from '../../src/card/textInput.ts';
import { readTlvHeader, tlvSequence } from '../../src/card/tlv.ts';
import { decodeJpeg2000 } from '../../src/face/jpeg2000/decodeJpeg2000.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import type { Result } from '../../src/problem/result.ts';
import { demoTrustAnchors, openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { createVirtualCard, type VirtualCard } from '../../src/simulator/card/virtualCard.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import type { FuzzProperty } from './fuzz.ts';

/** A whole card is at most 90 commands, each file at most 132 reads: far beyond, somebody goes round in circles. */
const mostCommands = 1_500;
/** No single answer can make the program hold more. */
const mostBytes = 65_536;

const patient = new AbortController().signal;

/** Random bytes, and genuine ones with a few of them changed or the end cut off: those get further in. */
function disturbed(genuine: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  const altered = fc
    .tuple(fc.constantFrom(...genuine), fc.array(change, { maxLength: 6 }), fc.option(fc.nat()))
    .map(([bytes, changes, cut]) => {
      const copy = Uint8Array.from(bytes);
      for (const [at, value] of changes) {
        // Half of the damage goes where the structure is.
        const place = at % 2 ? at % copy.length : (at >> 1) % Math.min(copy.length, 48);
        copy[place] = value;
      }
      return cut === null ? copy : copy.subarray(0, cut % (copy.length + 1));
    });
  return fc.oneof({ weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }) }, { weight: 3, arbitrary: altered });
}

/** All properties of everything that reads a card's bytes; `root` is the project's. */
export async function cardProperties(root: string): Promise<readonly FuzzProperty[]> {
  const now = new Date();
  const [person] = loadPeople(root);
  if (!person) throw new Error('no fixture person');
  const pki = await openDemoPki(root, now);
  const trustAnchors = await demoTrustAnchors(root, now);
  const photo = readFileSync(join(root, 'fixtures', 'card', 'pattern-24x32.jp2'));
  const card = await createVirtualCard({ person, pki, photo });
  const files = readEverything(card, person);
  const issuerKey = files.map(parseIssuerKey).find((key) => key !== undefined);
  if (!issuerKey) throw new Error('a card without issuer');

  return [
    {
      name: 'commands, answers and BER-TLV: the structure of any bytes',
      share: 0.424,
      property: fc.property(disturbed(files), fc.nat(700), (bytes, offset) => {
        decodeCommand(bytes);
        decodeResponse(bytes);
        const header = readTlvHeader(bytes, offset);
        if (header) assert(offset + header.headerLength <= bytes.length, 'a header beyond the bytes');
        for (const part of tlvSequence(bytes)?.values() ?? [])
          assert(part.whole.length <= bytes.length, 'a part too long');
      }),
    },
    {
      name: 'the files of the card, each taken for any of them',
      share: 0.3,
      property: fc.property(disturbed(files), (bytes) => {
        const front = parseFront(bytes);
        if (front) named(front);
        parseAttributes(bytes);
        const signature = parseAttributeSignature(bytes);
        if (signature) isSignedByIssuer(signature.signature, signature.digest, issuerKey);
        parsePublicKey(bytes);
        parseIssuerKey(bytes);
      }),
    },
    {
      name: 'certificates',
      share: 0.14,
      property: fc.property(disturbed([await pki.issue(person.id), pki.authorityCertificate]), (der) => {
        const certificate = parseCertificate(der);
        named(certificate);
        if (!certificate.ok) return;
        named(checkTrust(certificate.value, undefined, trustAnchors, now));
        named(checkTrust(certificate.value, certificate.value, trustAnchors, now));
        named(checkTime(certificate.value, now));
        classifyByTime(validityOf(certificate.value), now);
        serialOf(certificate.value);
      }),
    },
    {
      // Each bad one costs the codec its memory; fuzz/pictures goes on where this ends.
      name: 'photos',
      share: 0.006,
      property: fc.asyncProperty(disturbed([photo]), async (bytes) => named(await decodeJpeg2000(bytes))),
    },
    {
      name: 'a file read from a line that says anything',
      share: 0.1,
      property: fc.asyncProperty(
        fc.array(fc.oneof(anyAnswer, disturbed(files.map((file) => Uint8Array.from([...file, 0x90, 0x00])))), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 40_000 }),
        async (answers, length) => {
          const line = lineThat((_command, index) => answers[index % answers.length] ?? new Uint8Array(0));
          const file = new ElementaryFile(line, 2);
          const object = await file.firstObject(patient, Math.min(length, 400));
          named(object);
          const bytes = await file.upTo(length, patient);
          named(bytes);
          if (bytes.ok) assert((bytes.value?.length ?? 0) <= length, 'more bytes than were asked for');
        },
      ),
    },
    {
      name: 'a whole card that lies now and then',
      share: 0.03,
      property: fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(40), fc.oneof(anyAnswer, fc.constant(undefined))), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(40), fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
        async (lies, flips) => {
          card.powerOff();
          const line = lineThat((command, index) => {
            const lie = lies.find(([at]) => at === index)?.[1];
            if (lie) return lie;
            const answer = card.process(command);
            for (const [, at, value] of flips.filter(([which]) => which === index)) answer[at % answer.length] = value;
            return answer;
          });
          await visit(line, trustAnchors, person);
        },
      ),
    },
  ];
}

/** What the air can leave of an answer, status words that mean something among it. */
const anyAnswer: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(
      fc.uint8Array({ maxLength: 260 }),
      fc.constantFrom(0x9000, 0x6282, 0x6100, 0x61ff, 0x6c10, 0x63c2, 0x63c0, 0x6982, 0x6984, 0x6a82, 0x6b00, 0x6f00),
    )
    .map(([data, status]) => Uint8Array.from([...data, status >> 8, status & 0xff])),
);

async function visit(channel: CardChannel, trustAnchors: readonly X509Certificate[], person: Person): Promise<void> {
  const numberB = { readNumberB: async () => Uint8Array.from(Buffer.from(numberBOf(person))) };
  const card = createPlacedCard({ channel, trustAnchors, numberB, now: () => new Date() });
  named(await card.identify(patient));
  named(await card.readFace(patient));
  named(await card.readFourItems(patient));
  // A PIN of its own for each card: counters of this one are of no interest.
  named(await card.provePossession(Uint8Array.from(Buffer.from(person.card.pin)), patient));
  named(await inspectCard(channel, trustAnchors, new Date(), patient));
  await card.release();
}

/** A line whose other end is a function; too many commands are a failure of the program. */
function lineThat(answer: (command: Uint8Array, index: number) => Uint8Array): CardChannel {
  let index = 0;
  return {
    atr: new Uint8Array(0),
    reader: { name: 'a line', extendedLength: 'unknown' },
    powerOff: async () => undefined,
    transmit: async (command) => {
      assert(index < mostCommands, 'commands without end');
      return { ok: true, value: Uint8Array.from(answer(command, index++)) };
    },
  };
}

/** Every free file of the card, and those that 照合番号B opens, as they lie there. */
function readEverything(card: VirtualCard, person: Person): Uint8Array[] {
  const numberB = Buffer.from(numberBOf(person)).toString('hex');
  const say = (hex: string) => card.process(Uint8Array.from(Buffer.from(hex, 'hex')));
  const files: Uint8Array[] = [];
  for (const [aid, verify] of [
    ['d392f000260100000001', ''],
    ['d3921000310001010402', `002000920e${numberB}`],
    ['d3921000310001010408', `002000950e${numberB}`],
  ]) {
    say(`00a4040c0a${aid}`);
    if (verify) say(verify);
    for (let id = 1; id <= 0x1e; id++) {
      const answer = say(`00b0${(0x80 | id).toString(16)}0000ffff`);
      if (answer.length > 2) files.push(answer.subarray(0, -2));
    }
  }
  card.powerOff();
  return files;
}

/** A good result, or one with a number of the catalogue. */
function named(result: Result<unknown>): void {
  if (result.ok) {
    const bytes = result.value instanceof Uint8Array ? result.value.length : 0;
    assert(bytes <= mostBytes, 'more bytes than a card has');
  } else assert(result.problem.code in catalogue, 'a problem without a number');
}

function assert(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
