import { consentItems } from '../consent/items.ts';
import type { VisitSettings } from '../visit/settings.ts';
import type { KioskConfig } from './schema.ts';

const second = 1000;

/** The part of the configuration that visits follow. */
export function visitSettingsFrom(config: KioskConfig): VisitSettings {
  const { clinic, kiosk, screen, visit, face, consent, eligibility } = config;
  return {
    clinicName: clinic.name,
    institutionCode: clinic.institutionCode,
    kiosk: kiosk.id,
    defaultLanguage: screen.defaultLanguage,
    languages: screen.languages,
    consentItems: consentItems.filter((item) => consent.items[item]),
    faceAttempts: face.attempts,
    afterCheckIn: clinic.afterCheckIn,
    inactivityMs: visit.inactivitySeconds * second,
    countdownMs: visit.countdownSeconds * second,
    doneMs: visit.doneSeconds * second,
    problemMs: visit.problemSeconds * second,
    faceAttemptMs: face.attemptSeconds * second,
    eligibilityMs: eligibility.timeoutSeconds * second,
  };
}
