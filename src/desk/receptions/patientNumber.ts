import type { DeskGateway } from '../../eligibility/deskGateway.ts';
import type { Problem } from '../../problem/result.ts';
import { line, someLine } from '../http/fields.ts';
import { done, type Outcome, refuse, troubled } from '../http/outcome.ts';
import type { DeskAudit, DeskOutbox } from '../ports.ts';

/** 診察券: the clinic's own number of a patient, of whatever characters the clinic uses. */
export const patientNumberSchema = someLine(50);
/** Where it need not be known; empty where it is not. */
export const patientNumberIfKnown = line(50).default('');

export interface PatientNumberPorts {
  readonly outbox: DeskOutbox;
  readonly gateway: Pick<DeskGateway, 'registerPatientNumber'>;
  readonly audit: DeskAudit;
}

/** How long the eligibility system may take to remember a number, milliseconds. */
const registeringMs = 10_000;

/**
 * First visit: writes the clinic's number into the reception as a new version, and has the eligibility system remember
 * it, so that it comes with later answers. Given the same number again it only registers it again.
 */
export async function givePatientNumber(
  { outbox, gateway, audit }: PatientNumberPorts,
  given: { readonly reception: string; readonly patientNumber: string; readonly staff: string },
): Promise<Outcome> {
  const { patientNumber, staff } = given;
  const found = outbox.reception(given.reception);
  if (!found.ok) return troubled(found.problem);
  const reception = found.value;
  if (!reception) return refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
  if (reception.link.kind === 'mismatch') {
    // The number would be tied to whoever the eligibility system takes this card for.
    return refuse(409, 'link-mismatch', '紐付け誤りのおそれがある受付には、診察券番号を登録できません。');
  }
  const { id } = reception;
  const isNew = reception.patientNumber !== patientNumber;
  const version = isNew ? reception.version + 1 : reception.version;
  const audited = audit.append({ type: 'desk.recorded', staff, reception: id, version, what: 'patient-number' });
  if (!audited.ok) return troubled(audited.problem);
  if (isNew) {
    const recorded = outbox.record({ ...reception, version, patientNumber });
    if (!recorded.ok) return troubled(recorded.problem);
  }
  const certificateSerial = reception.token.serial;
  if (certificateSerial === null) return done('診察券番号を記録しました。', { registered: false });
  const entry = { receptionId: reception.id, certificateSerial, patientNumber };
  const registered = await gateway.registerPatientNumber(entry, AbortSignal.timeout(registeringMs));
  return registered.ok
    ? done('診察券番号を記録し、オンライン資格確認に登録しました。', { registered: true })
    : notRegistered(registered.problem);
}

/** The clinic has the number all the same; only the next visit would not bring it by itself. */
function notRegistered({ code }: Problem): Outcome {
  return done(
    `診察券番号を記録しました。オンライン資格確認への登録はできませんでした（${code}）。あとで、もう一度「登録する」を押してください。`,
    { registered: false, problem: code },
  );
}
