import { failed, ok, type Result } from '../problem/result.ts';
import type { ChipPhoto } from './placedCard.ts';
import { readObject, readPiece } from './readBinary.ts';
import type { CardChannel } from './reader.ts';
import { type Selection, selectApplication, selectFile } from './select.ts';
import { longestTlvHeader, readTlvHeader } from './tlv.ts';
import { readTriesLeft, verifySecret } from './verify.ts';

/** 券面事項確認: the application that holds what is printed on the card, the face photo among it. */
export const cardFaceAid = Uint8Array.of(0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02);

/** The elementary files this program opens. The one with the 12-digit number (0005) is never among them. */
export const cardFaceFile = { front: 0x0002, numberB: 0x0012 } as const;

/** The objects of the front that this program knows. */
export const frontTag = { front: 0xff20, offsets: 0xdf21, birthdate: 0xdf22, photo: 0xdf27 } as const;

/**
 * 照合番号B has ten tries for the life of the card, and a municipal office must unlock it. With fewer than this left
 * it is somebody else's turn to find out why.
 */
export const fewestNumberBTries = 5;

/** The offset table names DF22, DF23, … in order, two bytes each: the photo's entry is the sixth. */
const photoEntry = frontTag.photo - frontTag.birthdate;

/** FF20 and its length, then DF21 with nine offsets. */
const offsetTableReach = longestTlvHeader + longestTlvHeader + 18;

export function selectCardFace(channel: CardChannel, signal: AbortSignal): Promise<Result<Selection>> {
  return selectApplication(channel, cardFaceAid, signal);
}

/** Opens the front with 照合番号B. Spends a try when it is wrong. U-212 where it does not open. */
export async function openFront(channel: CardChannel, numberB: Uint8Array, signal: AbortSignal): Promise<Result<void>> {
  const selected = await selectFile(channel, cardFaceFile.numberB, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return failed('U-212', 'the card knows no 照合番号B');
  const tries = await readTriesLeft(channel, signal);
  if (!tries.ok) return tries;
  if (tries.value !== 'open' && tries.value < fewestNumberBTries) {
    return failed('U-212', `照合番号B has ${tries.value} tries left; it is not tried below ${fewestNumberBTries}`);
  }
  const outcome = await verifySecret(channel, numberB, signal);
  if (!outcome.ok) return outcome;
  return outcome.value.kind === 'verified'
    ? ok(undefined)
    : failed('U-212', `照合番号B is wrong, ${outcome.value.triesLeft} tries left`);
}

/**
 * The face photo of an opened front and nothing else: the pictures of name and address stay on the card.
 * U-212 where there is none (a child's card).
 */
export async function readFrontPhoto(channel: CardChannel, signal: AbortSignal): Promise<Result<ChipPhoto>> {
  const selected = await selectFile(channel, cardFaceFile.front, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return failed('U-212', 'the card has no front');
  const offset = await findPhoto(channel, signal);
  if (!offset.ok) return offset;
  const object = await readObject(channel, offset.value, signal);
  if (!object.ok) return object;
  if (object.value?.header.tag !== frontTag.photo || object.value.header.valueLength === 0) {
    object.value?.bytes.fill(0);
    return failed('U-212', 'no photo on the card');
  }
  return ok({ bytes: object.value.bytes.subarray(object.value.header.headerLength) });
}

/** Where the photo's object begins in the front, by the offset table at its head. */
async function findPhoto(channel: CardChannel, signal: AbortSignal): Promise<Result<number>> {
  const head = await readPiece(channel, 0, offsetTableReach, signal);
  if (!head.ok) return head;
  const front = readTlvHeader(head.value);
  const table = front && readTlvHeader(head.value, front.headerLength);
  if (front?.tag !== frontTag.front || table?.tag !== frontTag.offsets) {
    return failed('U-212', 'the front does not begin with its offset table');
  }
  const at = front.headerLength + table.headerLength + photoEntry * 2;
  const [high, low] = head.value.subarray(at, at + 2);
  if (high === undefined || low === undefined) return failed('U-212', 'the offset table has no entry for the photo');
  return ok((high << 8) | low);
}
