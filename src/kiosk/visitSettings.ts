import type { KioskConfig } from '../config/schema.ts';
import { type ConsentItem, consentItems, factsOf } from '../consent/items.ts';
import { longestAttemptMs } from '../face/attempt.ts';
import { second } from '../kernel/durations.ts';
import { kanjiVariants } from '../reception/link/kanjiVariants.ts';
import type { KeyMap, SwitchSettings } from '../screen/keypad/keyMap.ts';
import type { PatientSettings } from '../screen/settings.ts';
import type { VisitSettings } from '../visit/settings.ts';

/** The part of the configuration that visits follow. @param takesPhones whether there is a reader for phones */
export function visitSettingsFrom(
  config: KioskConfig,
  { takesPhones }: { readonly takesPhones: boolean },
): VisitSettings {
  const { clinic, kiosk, screen, accessibility, visit, face, consent, prescription, subsidies, eligibility } = config;
  return {
    clinicName: clinic.name,
    institutionCode: clinic.institutionCode,
    kiosk: kiosk.id,
    defaultLanguage: screen.defaultLanguage,
    languages: screen.languages,
    defaultSeen: seenFrom(accessibility),
    keyMap: keyMapFrom(accessibility),
    oneSwitch: switchFrom(accessibility),
    consentItems: consentItems.filter((item) => consent.items[item] && isIntroduced(item, config)),
    consentKinds: consent.kinds,
    asksPrescriptionForm: prescription.introduced && prescription.askAtReception,
    asksSubsidies: subsidies.enabled,
    subsidyVerb: subsidies.verb,
    takesPhones,
    offersVisual: visit.staffCheck,
    ...(eligibility.nameVariants.length > 0 ? { nameVariants: kanjiVariants(eligibility.nameVariants) } : {}),
    reader: screen.reader,
    hours: screen.hours,
    cleaningMs: screen.cleaningSeconds * second,
    faceAttempts: face.attempts,
    afterCheckIn: clinic.afterCheckIn,
    afterFirstVisit: clinic.afterFirstVisit,
    inactivityMs: visit.inactivitySeconds * second,
    helpedInactivityMs: visit.helpedInactivitySeconds * second,
    countdownMs: visit.countdownSeconds * second,
    liftedMs: visit.liftedCardSeconds * second,
    doneMs: visit.doneSeconds * second,
    problemMs: visit.problemSeconds * second,
    faceAttemptMs: longestAttemptMs(face.attemptSeconds * second, face.liveness),
    eligibilityMs: eligibility.timeoutSeconds * second,
  };
}

function keyMapFrom({ keypad }: KioskConfig['accessibility']): KeyMap {
  const { digits, choose, next, previous, again, voice, help, erase, cancel } = keypad;
  return { digits, roles: { choose, next, previous, again, voice, help, erase, cancel } };
}

function switchFrom({
  switch: { key, way, holdMilliseconds, scanMilliseconds },
}: KioskConfig['accessibility']): SwitchSettings {
  return { key, way, holdMs: holdMilliseconds, scanMs: scanMilliseconds };
}

function seenFrom({ text, contrast, calm, low, voice, volume, speed }: KioskConfig['accessibility']): PatientSettings {
  return { text, contrast, calm, low, voice, volume, speed };
}

/** 処方・調剤情報 comes from the e-prescription service: without it there is nothing to share. */
function isIntroduced(item: ConsentItem, { prescription }: KioskConfig): boolean {
  return factsOf(item).needs !== 'e-prescription' || prescription.introduced;
}
