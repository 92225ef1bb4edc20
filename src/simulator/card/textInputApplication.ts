import type { KeyObject } from 'node:crypto';
import { applicationId } from '../../card/application.ts';
import { sha256 } from '../../card/digestInfo.ts';
import { issuerCertificateFile } from '../../card/issuerCertificate.ts';
import { attributesTag, signaturesTag, textInputFile } from '../../card/textInput.ts';
import { encodeTlv } from '../../card/tlv.ts';
import type { Person } from '../people.ts';
import { type CardApplication, type CardFile, filler } from './application.ts';
import { applicationInformation } from './cardFaceApplication.ts';
import { indexedFile, issuerCertificate, publicKeyBytes, signBytes } from './issuerFiles.ts';
import { numberATries, numberBTries, specimenNumber } from './numberA.ts';
import { numberBOf } from './numberB.ts';
import { VirtualPin } from './virtualPin.ts';

export interface TextInputContents {
  readonly person: Person;
  readonly cardKey: KeyObject;
  readonly issuerKey: KeyObject;
}

const pinTries = 3;

/** 券面事項入力補助: name, address, birth date and sex as text, and the number file that nobody here opens. */
export function textInputApplication({ person, cardKey, issuerKey }: TextInputContents): CardApplication {
  // The municipal office sets it together with the one for authentication; most people take the same.
  // A card without PIN has this one blocked, too.
  const pin = new VirtualPin(person.card.pin, pinTries, person.card.pin === '' ? 0 : pinTries);
  const numberA = new VirtualPin(specimenNumber, numberATries);
  const numberB = new VirtualPin(numberBOf(person), numberBTries);
  const blocked = new VirtualPin('000000', pinTries, 0);
  const number = Buffer.concat([encodeTlv(0xff10, Buffer.from(specimenNumber, 'latin1')), Buffer.from('ffff', 'hex')]);
  const attributes = attributeObjects(person);
  const hashes = Buffer.concat([
    encodeTlv(signaturesTag.numberHash, sha256(number)),
    encodeTlv(signaturesTag.attributesHash, sha256(Buffer.concat(attributes))),
  ]);
  const signature = encodeTlv(signaturesTag.signature, signBytes(issuerKey, hashes));
  const key = encodeTlv(0xdf51, publicKeyBytes(cardKey));
  return {
    aid: applicationId.textInput,
    key: cardKey,
    files: new Map<number, CardFile>([
      [0x0001, { kind: 'binary', bytes: number, opensWith: [pin, numberA] }],
      [
        textInputFile.attributes,
        {
          kind: 'binary',
          bytes: withFiller(indexedFile(attributesTag.attributes, attributesTag.offsets, attributes)),
          opensWith: [pin, numberB],
        },
      ],
      [
        textInputFile.signatures,
        {
          kind: 'binary',
          bytes: encodeTlv(signaturesTag.signatures, Buffer.concat([hashes, signature])),
          opensWith: [pin, numberA, numberB],
        },
      ],
      [issuerCertificateFile, { kind: 'binary', bytes: issuerCertificate(issuerKey) }],
      [0x0005, { kind: 'binary', bytes: applicationInformation(issuerKey) }],
      [0x0006, { kind: 'binary', bytes: publicKeyBytes(cardKey) }],
      [
        0x0007,
        {
          kind: 'binary',
          bytes: encodeTlv(0xff50, Buffer.concat([key, encodeTlv(0xdf52, signBytes(issuerKey, key))])),
        },
      ],
      [0x0008, filler],
      [0x0011, { kind: 'pin', pin }],
      [0x0012, { kind: 'pin', pin: blocked }],
      [0x0014, { kind: 'pin', pin: numberA }],
      [textInputFile.numberB, { kind: 'pin', pin: numberB }],
    ]),
  };
}

function attributeObjects({ name, card }: Person): readonly Uint8Array[] {
  return [
    encodeTlv(attributesTag.name, Buffer.from(name, 'utf8')),
    encodeTlv(attributesTag.address, Buffer.from(card.address, 'utf8')),
    encodeTlv(attributesTag.birthdate, Buffer.from(card.birthdate, 'latin1')),
    encodeTlv(attributesTag.sex, Buffer.from(card.sex, 'latin1')),
  ];
}

/** Room for the longest name and address; what is left over is filler. */
const attributesFileLength = 640;

function withFiller(object: Uint8Array): Uint8Array {
  const file = new Uint8Array(Math.max(attributesFileLength, object.length)).fill(0xff);
  file.set(object);
  return file;
}
