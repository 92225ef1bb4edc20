import { z } from 'zod';
import { configSchema } from '../config/schema.ts';
import { consentItems } from '../consent/items.ts';
import { sinkNames } from '../outbox/sinks/sinkNames.ts';
import { problemCode } from '../problem/problemCode.ts';
import { attentionReasons } from '../reception/attentionReasons.ts';
import { proofMethods } from '../reception/evidence.ts';
import { saidSameReasons } from '../reception/link/saidSame.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import { tokens } from '../reception/token.ts';
import { visitOutcomes } from '../reception/visitOutcome.ts';
import { stepIds } from '../setup/stepIds.ts';
import { count, digest, few, keyId, publicKey, sequence, signature, staff, subject, user, uuid } from './fields.ts';
import { recordedCommands } from './recordedCommands.ts';
import { staffRoles } from './staffRoles.ts';

/**
 * How long the fields of a record are kept, in days. After that they are wiped; time, event and place in the chain
 * stay. Five years is what the law asks of a medical record (医師法 24条); three, our own choice for what a machine did.
 */
export const retentionDays = { patients: 1_827, operation: 1_096, trail: Number.POSITIVE_INFINITY } as const;

export type Retention = keyof typeof retentionDays;

interface CatalogueEntry {
  readonly fields: z.ZodObject;
  readonly meaning: { readonly en: string; readonly ja: string };
  readonly keep: Retention;
}

function event<const T extends z.ZodRawShape>(keep: Retention, en: string, ja: string, shape: T) {
  return { keep, meaning: { en, ja }, fields: z.strictObject(shape) } as const;
}

const visit = { visit: uuid };
const sink = z.enum(sinkNames);
const items = z.array(z.enum(consentItems)).max(consentItems.length);
/** Whose keys open it. */
const keyIds = z.array(keyId).max(16);
const configSection = configSchema.keyof().describe('section of the configuration');

/** Every event of the trail. Types, checks and docs/reference/audit-events.md are made from this. Names are never used again. */
export const auditCatalogue = {
  'visit.begun': event('patients', 'A card or phone was placed and a visit began.', '受付手続きを開始', {
    ...visit,
    token: z.enum(tokens),
  }),
  'visit.ended': event('patients', 'The visit ended, in one of five ways.', '受付手続きを終了', {
    ...visit,
    outcome: z.enum(visitOutcomes),
    problem: problemCode.optional(),
  }),
  'identity.proven': event('patients', 'The holder of the card was proven.', '本人確認ができた', {
    ...visit,
    method: z.enum(proofMethods),
    subject,
    attempts: few.optional(),
  }),
  'identity.failed': event('patients', 'One attempt to prove the holder failed.', '本人確認の試みが失敗', {
    ...visit,
    method: z.enum(proofMethods),
    problem: problemCode.optional(),
    triesLeft: few.optional(),
  }),
  'card.unvouched': event(
    'patients',
    'No issuer the configuration names vouches for this chip: made by somebody, or of an issuer that is missing there.',
    'カードのICチップの発行者を確認できない',
    { ...visit, subject: subject.optional() },
  ),
  'card.contradicted': event(
    'patients',
    'A chip spoke against itself: a wrong signature, a key it does not hold, or two people on it. Forged or broken.',
    'カードのICチップの署名または内容が食い違う',
    { ...visit, subject: subject.optional() },
  ),
  'visual.asked': event('patients', 'The patient asked for a check by staff (目視).', '目視確認を依頼', visit),
  'visual.approved': event('patients', 'Staff compared person and photo and approved.', '目視確認で承認', {
    ...visit,
    staff,
  }),
  'visual.refused': event('patients', 'Staff compared person and photo and did not approve.', '目視確認で否認', {
    ...visit,
    staff,
  }),
  'visual.card-lifted': event(
    'patients',
    'The card was taken off the reader while staff looked at it.',
    '目視確認のため、カードが読み取り台から離れた',
    visit,
  ),
  'visual.card-returned': event(
    'patients',
    'A card was laid back: the same, known by certificate and key, or another, which ended the visit.',
    '目視確認のあと、カードが戻された',
    { ...visit, same: z.boolean() },
  ),
  'visual.passcode-wrong': event(
    'patients',
    'A passcode that is nobody’s was typed at the kiosk.',
    '職員の番号の誤り',
    {
      /** Whether it was the last of those allowed: passcodes are locked from here on. */
      locked: z.boolean(),
    },
  ),
  'consent.given': event('patients', 'The patient answered what may be shown.', '情報提供の同意を回答', {
    ...visit,
    agreed: items,
    refused: items,
    /** Set where staff pressed on the patient's spoken word. */
    staff: staff.optional(),
  }),
  'prescription.chosen': event('patients', 'The form of the prescription was chosen.', '処方箋の形式を選択', {
    ...visit,
    form: z.enum(['electronic', 'paper']),
  }),
  'subsidy.answered': event('patients', 'The question for 医療費助成 (PMH) was settled.', '医療費助成の回答', {
    ...visit,
    outcome: z.enum(subsidyAnswers),
  }),
  'eligibility.link-mismatch': event(
    'patients',
    "The answer's person is not the card's person (紐付け誤り): held back.",
    '紐付け誤りの疑いで保留',
    { ...visit, subject },
  ),
  'reception.recorded': event('patients', 'The reception was committed.', '受付を記録', {
    ...visit,
    reception: uuid,
    version: few,
    provisional: z.boolean(),
  }),
  'reception.reconciled': event('patients', 'A provisional reception was completed.', '仮受付を確定', {
    reception: uuid,
    version: few,
    staff: staff.optional(),
  }),
  'reception.delivered': event('patients', 'A system of the clinic took the reception.', '院内システムに送信', {
    reception: uuid,
    version: few,
    sink,
  }),
  'delivery.parked': event('patients', 'A delivery waits for a person.', '送信を保留', {
    reception: uuid,
    version: few,
    sink,
    problem: problemCode,
  }),
  'mode.disaster.begun': event('patients', 'Disaster mode was opened.', '災害時モードを開始', { staff }),
  'mode.emergency.begun': event('patients', 'Emergency mode was opened.', '緊急時モードを開始', { staff }),
  'mode.ended': event('patients', 'Disaster or emergency mode was ended.', '災害時・緊急時モードを終了', {
    mode: z.enum(['disaster', 'emergency']),
    /** Absent where it ended by its own time limit. */
    staff: staff.optional(),
  }),
  'desk.signed-in': event('patients', 'A staff member signed in at the desk.', '受付端末にサインイン', { staff }),
  'desk.signed-out': event('patients', 'A session at the desk ended.', '受付端末からサインアウト', {
    staff,
    why: z.enum(['asked', 'idle', 'disabled', 'kiosk-stopped']),
  }),
  'desk.locked': event('patients', 'A session at the desk was locked.', '受付端末の画面をロック', {
    staff,
    /** `asked`: by whoever sat there, or by their browser. `unseen`: nobody was there for a while. */
    why: z.enum(['asked', 'unseen']),
  }),
  'desk.unlocked': event('patients', 'Its owner opened a locked session.', '受付端末のロックを解除', {
    staff,
    by: z.enum(['passcode', 'password']),
  }),
  'desk.unlock-failed': event('patients', 'A wrong passcode was typed at a locked session.', 'ロックの解除に失敗', {
    staff,
    /** Whether it was the last of those allowed: only the password opens it from here on. */
    last: z.boolean(),
  }),
  'desk.sign-in-failed': event('patients', 'A sign-in at the desk failed.', 'サインインに失敗', {
    /** Absent where no such account exists; what was typed is not kept. */
    staff: staff.optional(),
    why: z.enum([
      'unknown-account',
      'wrong-password',
      'wrong-code',
      'wrong-second-factor',
      'used-second-factor',
      'locked',
      'disabled',
      'expired',
    ]),
    /** More than one of the same within a minute: a flood is not told one by one. */
    times: count.optional(),
  }),
  'desk.looked-at': event('patients', 'A staff member was shown what concerns one patient.', '患者の情報を閲覧', {
    staff,
    what: z.enum(['arrival', 'eligibility', 'visual-check', 'lost-characters', 'emergency-search']),
    reception: uuid.optional(),
    visit: uuid.optional(),
  }),
  'desk.recorded': event('patients', 'Staff recorded a version of a reception by hand.', '受付を手作業で記録', {
    staff,
    reception: uuid,
    version: few,
    what: z.enum(['without-card', 'patient-number', 'same-person']),
  }),
  'desk.settled': event('patients', 'Staff ticked off what an arrival wanted of them.', '要対応を対応済みに', {
    staff,
    reception: uuid,
    why: z.enum(attentionReasons),
  }),
  'desk.reopened': event('patients', 'Staff took such a tick back.', '対応済みを要対応に戻した', {
    staff,
    reception: uuid,
    why: z.enum(attentionReasons),
  }),
  'desk.same-person-said': event(
    'patients',
    'Staff compared the printed card and said that two names are one person’s (本人です).',
    '氏名の違う2つの記録を本人と確認',
    { staff, reception: uuid, subject, reason: z.enum(saidSameReasons) },
  ),
  'desk.same-person-revoked': event('patients', 'What was said of two names was taken back.', '本人の確認を取り消し', {
    staff,
    reception: uuid,
    subject,
  }),
  'desk.help-answered': event('patients', 'Staff answered a call from the kiosk.', '呼び出しに対応', {
    staff,
    /** Absent where no visit was going on. */
    visit: uuid.optional(),
  }),
  'desk.screen-wiped': event('operation', 'Staff covered the free screen of the kiosk to wipe it.', '画面の掃除', {
    staff,
  }),
  'desk.practice-begun': event(
    'operation',
    'Staff turned the free screen of the kiosk to practice (体験).',
    '体験の開始',
    {
      staff,
    },
  ),
  'desk.practice-ended': event('operation', 'Staff ended the practice (体験) at the kiosk.', '体験の終了', {
    staff,
  }),
  'diagnostics.asked': event('operation', 'Staff let a technician to the kiosk.', '受付機を調整中に切り替え', {
    staff,
  }),
  'diagnostics.begun': event('operation', 'A technician signed in at the kiosk.', '受付機の調整を開始', { staff }),
  'diagnostics.sign-in-failed': event(
    'operation',
    'A technician’s sign-in at the kiosk failed.',
    '調整のサインインに失敗',
    {
      /** Absent where no such account exists; what was typed is not kept. */
      staff: staff.optional(),
      /** Whether it was the last of those allowed: nobody signs in there for a while. */
      locked: z.boolean(),
    },
  ),
  'diagnostics.ended': event('operation', 'The technician left, or their time was over.', '受付機の調整を終了', {
    staff,
    why: z.enum(['asked', 'time']),
  }),
  'diagnostics.reported': event('operation', 'A report of the diagnosis was signed and kept.', '調整の報告書を作成', {
    staff,
    report: uuid,
    ready: z.boolean(),
  }),
  'desk.number-told': event('patients', 'Staff typed the numbers printed on the card.', 'カードの数字を入力', {
    staff,
    visit: uuid,
  }),
  'desk.asked-by-numbers': event('patients', 'Staff asked by numbers of a 資格確認書.', '番号で資格確認', {
    staff,
    reception: uuid.optional(),
  }),
  'desk.exported': event('patients', 'Staff took data out.', 'データを書き出し', {
    staff,
    what: z.enum(['arrivals', 'numbers', 'audit', 'anchors', 'queue', 'support-bundle', 'configuration']),
    rows: count,
  }),
  'backup.key-made': event('patients', 'A pair of keys for backups was made.', 'バックアップの鍵を作成', {
    staff,
    key: keyId,
  }),
  'backup.begun': event('patients', 'A backup was made and began to leave.', 'バックアップの作成を開始', {
    staff,
    keys: keyIds,
  }),
  'backup.ended': event('patients', 'A backup left whole, or did not.', 'バックアップの作成を終了', {
    staff,
    keys: keyIds,
    /** How many of its bytes left, in KiB. */
    kib: count,
    outcome: z.enum(['whole', 'broken-off', 'failed']),
  }),
  'staff.account.created': event('patients', 'An account was made.', 'アカウントを作成', {
    staff,
    account: staff,
    role: z.enum(staffRoles),
  }),
  'staff.account.invited': event('patients', 'An invitation to set a password was made.', '招待コードを発行', {
    staff,
    account: staff,
  }),
  'staff.passcode.refused': event('patients', 'Somebody chose a passcode in vain.', '番号の設定を拒否', {
    staff,
    /** `taken`: a colleague has it. `too-many`: more choices than a day has. */
    why: z.enum(['taken', 'too-many']),
  }),
  'staff.second-factor.begun': event('patients', 'Somebody was shown a new second factor.', '2段階認証の登録を開始', {
    staff,
  }),
  'staff.recovery-code.used': event(
    'patients',
    'A recovery code stood in for the second factor.',
    '予備コードでサインイン',
    { staff, left: few },
  ),
  'staff.account.changed': event('patients', 'An account was changed.', 'アカウントを変更', {
    staff,
    account: staff,
    what: z.enum(['name', 'password', 'passcode', 'second-factor', 'role', 'unlocked', 'enabled', 'renewed']),
  }),
  'staff.account.disabled': event('patients', 'An account was disabled.', 'アカウントを停止', {
    staff,
    account: staff,
  }),
  'set-up.begun': event('operation', 'A browser said the set-up code.', '初期設定を開始', {}),
  'set-up.answered': event('operation', 'A step of the set-up was answered, or left out.', '設定の項目に回答', {
    step: z.enum(stepIds),
    skipped: z.boolean(),
    /** Absent before there is an account. */
    staff: staff.optional(),
  }),
  'set-up.tried': event('operation', 'An answer of the set-up was tried, perhaps with a test delivery.', '設定を試験', {
    step: z.enum(stepIds),
    delivered: z.boolean(),
    staff: staff.optional(),
  }),
  'set-up.imported': event('operation', 'The configuration of another kiosk was taken over.', '設定を取り込み', {
    /** Keys that were left out. */
    left: count,
    staff: staff.optional(),
  }),
  'set-up.restored': event(
    'operation',
    'The set-up ended with the backup of an earlier machine, which is to take this one’s place.',
    '前の受付機のバックアップからの復元を開始',
    { backup: uuid, staff: staff.optional() },
  ),
  'update.sent': event('operation', 'Staff sent the file of an update through the browser.', '更新ファイルを送信', {
    staff,
    kib: count,
  }),
  'update.ordered': event('operation', 'Staff began an update of the device.', '更新を開始', {
    staff,
    from: z.enum(['browser', 'address', 'stick']),
    older: z.boolean().describe('whether an older version was allowed'),
  }),
  'update.called-off': event('operation', 'Staff called off an update that waited.', '更新を取りやめ', { staff }),
  'set-up.finished': event('operation', 'The set-up wrote the configuration, or had it taken up.', '設定を確定', {
    staff,
  }),
  'command.used': event('patients', 'The command line changed or revealed something.', 'コマンドを実行', {
    command: z.enum(recordedCommands),
    /** Who may read the data folder may do this: there is no account to name. */
    user,
    reception: uuid.optional(),
  }),
  'config.changed': event('operation', 'The kiosk started with a changed configuration.', '設定を変更', {
    digest,
    sections: z.array(configSection),
  }),
  'service.out': event('operation', 'The kiosk went out of service.', '受付を停止', { problem: problemCode }),
  'service.in': event('operation', 'The kiosk is in service again.', '受付を再開', {}),
  'kiosk.started': event('operation', 'The program started.', '受付機を起動', {
    mode: z.enum(['trial', 'production']),
    simulator: z.boolean(),
  }),
  'kiosk.stopped': event('operation', 'The program was stopped in good order.', '受付機を終了', {
    why: z.enum(['asked', 'update', 'power']),
  }),
  'clock.stepped-back': event('trail', 'The clock was set back; the records go on in their order.', '時計が戻った', {
    seconds: count,
  }),
  'audit.begun': event('trail', 'The first record of a trail: its id and its first signing key.', '記録を開始', {
    trail: uuid,
    key: publicKey,
    /** Set where a damaged trail was put aside before. */
    after: z.literal('damage').optional(),
  }),
  'audit.anchored': event('trail', 'Signature over everything before this record.', '署名（アンカー）', {
    key: keyId,
    signature,
  }),
  'audit.key-changed': event('trail', 'A new key signs from here on; the old one signs this record.', '署名鍵を変更', {
    key: publicKey,
  }),
  'audit.tail-missing': event('trail', 'At start, records the last anchor vouches for were gone.', '末尾の記録が欠落', {
    after: z.int().min(0).describe('number of a record, or 0'),
    through: sequence,
  }),
  'audit.expired': event('trail', 'Fields of records past their time were wiped.', '保存期間を過ぎた項目を消去', {
    count,
    through: sequence,
  }),
} as const satisfies Record<string, CatalogueEntry>;

type Catalogue = typeof auditCatalogue;
export type AuditEventType = keyof Catalogue;

/** Events that only the trail itself writes. */
export type OwnEventType = Extract<AuditEventType, `audit.${string}` | `clock.${string}`>;

/** An event without fields would otherwise be a record that forbids every key, `type` too. */
type FieldsOf<E extends AuditEventType> = string extends keyof z.input<Catalogue[E]['fields']>
  ? unknown
  : z.input<Catalogue[E]['fields']>;

type EventOf<T extends AuditEventType> = { [E in T]: { readonly type: E } & FieldsOf<E> }[T];

/** What the program tells the trail. */
export type AuditEvent = EventOf<Exclude<AuditEventType, OwnEventType>>;

/** What the trail tells itself. */
export type OwnEvent = EventOf<OwnEventType>;

export function isAuditEventType(text: string): text is AuditEventType {
  return Object.hasOwn(auditCatalogue, text);
}
