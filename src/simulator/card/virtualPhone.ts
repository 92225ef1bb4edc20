import { applicationId } from '../../card/application.ts';
import { fullPinTries, jpkiFile } from '../../card/jpki.ts';
import type { Person } from '../people.ts';
import type { CardFile } from './application.ts';
import type { DemoPki } from './demoPki.ts';
import { tokenInformation, withFiller } from './jpkiApplication.ts';
import { VirtualCard } from './virtualCard.ts';
import { VirtualPin } from './virtualPin.ts';

/** Answer to reset as readers make it for a Type A phone without historical bytes of its own (PC/SC part 3). */
const phoneAtr = Buffer.from('3b80800101', 'hex');

/**
 * A phone with スマートフォンのマイナンバーカード, held to the reader: 公的個人認証 alone, no 券面 and nothing to read
 * without its owner. On Android the PIN opens certificate and key; an iPhone has looked at its owner before it answers,
 * and has no PIN file [ours: Apple publishes nothing of it]. Throws for somebody without a phone.
 */
export async function createVirtualPhone(person: Person, pki: DemoPki): Promise<VirtualCard> {
  const { phone, card, id } = person;
  if (!phone) throw new TypeError(`${id} has no phone`);
  const pin = phone === 'android' ? new VirtualPin(card.pin, fullPinTries, card.pinTriesLeft) : undefined;
  const guarded = pin ? { opensWith: [pin] } : {};
  const certificate = withFiller(await pki.issueFor(person, 'phone'));
  const label = phone === 'android' ? 'JPKIAPGPSETOKEN' : 'JPKIAPIOSTOKEN';
  const files: readonly (readonly [number, CardFile])[] = [
    [jpkiFile.tokenInfo, { kind: 'binary', bytes: tokenInformation(label) }],
    [jpkiFile.authenticationCertificate, { kind: 'binary', bytes: certificate, ...guarded }],
    [jpkiFile.authenticationAuthority, { kind: 'binary', bytes: withFiller(pki.authorityCertificate) }],
    [jpkiFile.authenticationKey, { kind: 'key', key: pki.keyOf(id), ...guarded }],
    ...(pin ? [[jpkiFile.authenticationPin, { kind: 'pin', pin }] as const] : []),
  ];
  return new VirtualCard(phoneAtr, [{ aid: applicationId.jpki, files: new Map(files) }]);
}
