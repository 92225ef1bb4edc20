import type { KioskConfig } from '../config/schema.ts';

/** Why what stands at a key is left out of a bundle. */
export type ClinicsOwn = 'own-words' | 'person' | 'own-command';

/**
 * `as-is`: of the machine or the network. `address`: without what may stand behind it as a question. `host`: an address
 * whose path itself lets somebody in; only where it leads stays. The rest is left out: `own-words` the clinic wrote
 * them, `person` it names somebody, `own-command` it may hold anything.
 */
export type Treatment = 'as-is' | 'address' | 'host' | ClinicsOwn;

/** Every key of the configuration whose value is any text, and what a bundle makes of it. [compiler] */
export const textKeys = {
  'clinic.afterCheckIn': 'own-words',
  'clinic.afterFirstVisit': 'own-words',
  'clinic.institutionCode': 'as-is',
  'clinic.name': 'own-words',
  'kiosk.dataFolder': 'as-is',
  'kiosk.id': 'as-is',
  'kiosk.selfTestAt': 'as-is',
  'alerts.mail.from': 'person',
  'alerts.mail.passwordFile': 'as-is',
  'alerts.mail.server': 'host',
  'alerts.mail.to': 'person',
  'alerts.mail.user': 'person',
  'alerts.quietFrom': 'as-is',
  'alerts.quietTo': 'as-is',
  'alerts.webhookUrl': 'host',
  'screen.hours.from': 'as-is',
  'screen.hours.to': 'as-is',
  'screen.restartBrowser': 'own-command',
  'accessibility.keypad.again': 'as-is',
  'accessibility.keypad.cancel': 'as-is',
  'accessibility.keypad.choose': 'as-is',
  'accessibility.keypad.erase': 'as-is',
  'accessibility.keypad.help': 'as-is',
  'accessibility.keypad.next': 'as-is',
  'accessibility.keypad.previous': 'as-is',
  'accessibility.keypad.voice': 'as-is',
  'accessibility.switch.key': 'as-is',
  'desk.certificateFile': 'as-is',
  'desk.firstCodeFile': 'as-is',
  'desk.host': 'as-is',
  'desk.keyFile': 'as-is',
  'speech.device': 'as-is',
  'speech.dictionary': 'as-is',
  'speech.headphoneDevice': 'as-is',
  'speech.headphones': 'as-is',
  'speech.silentHours': 'as-is',
  'speech.voiceFile': 'as-is',
  'card.faceIssuers': 'as-is',
  'card.phoneReaderPattern': 'as-is',
  'card.readerPattern': 'as-is',
  'card.trustAnchors': 'as-is',
  'camera.cardDevice': 'as-is',
  'camera.device': 'as-is',
  'face.modelsFolder': 'as-is',
  'eligibility.caFile': 'as-is',
  'eligibility.certificateFile': 'as-is',
  'eligibility.gatewayUrl': 'address',
  'eligibility.keyFile': 'as-is',
  'eligibility.lookUps.folder': 'as-is',
  'eligibility.nameVariants': 'own-words',
  'outbox.sinks.fhir.baseUrl': 'address',
  'outbox.sinks.fhir.caFile': 'as-is',
  'outbox.sinks.fhir.certificateFile': 'as-is',
  'outbox.sinks.fhir.keyFile': 'as-is',
  'outbox.sinks.fhir.tokenFile': 'as-is',
  'outbox.sinks.oqsFace.folder': 'as-is',
  'outbox.sinks.stream.caFile': 'as-is',
  'outbox.sinks.stream.certificateFile': 'as-is',
  'outbox.sinks.stream.credentialsFile': 'as-is',
  'outbox.sinks.stream.keyFile': 'as-is',
  'outbox.sinks.stream.servers': 'address',
  'outbox.sinks.stream.stream': 'as-is',
  'outbox.sinks.stream.subject': 'as-is',
  'outbox.sinks.webhook.caFile': 'as-is',
  'outbox.sinks.webhook.certificateFile': 'as-is',
  'outbox.sinks.webhook.keyFile': 'as-is',
  'outbox.sinks.webhook.secretFile': 'as-is',
  'outbox.sinks.webhook.url': 'address',
  'backup.recipients': 'as-is',
  'support.vendorKey': 'as-is',
  'updates.hours.from': 'as-is',
  'updates.hours.to': 'as-is',
} as const satisfies Readonly<Record<TextKey, Treatment>>;

/** A sentence in several languages is one key. */
type Sentence = KioskConfig['clinic']['afterCheckIn'];

/** Dotted paths below `T` at which any text may stand. */
type TextKeysOf<T, Path extends string> = [T] extends [Sentence]
  ? Path
  : T extends readonly (infer Each)[]
    ? TextKeysOf<Each, Path>
    : T extends object
      ? { [Name in keyof T & string]: TextKeysOf<T[Name], Path extends '' ? Name : `${Path}.${Name}`> }[keyof T &
          string]
      : string extends T
        ? Path
        : never;

type TextKey = TextKeysOf<Omit<KioskConfig, '$schema'>, ''>;
