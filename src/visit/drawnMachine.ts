import { createDigitEntries } from './digitEntry.ts';
import { createKioskMachine } from './machine.ts';

const never = (): never => {
  throw new Error('this machine is for looking at');
};

/** The production statechart, around ports that nobody may use: to be looked at, not run. */
export function drawnMachine() {
  return createKioskMachine(
    {
      face: { profile: 'embedded', enrol: never, attempt: never, forget: never, close: never },
      faceObserver: { frame: never, guidance: never },
      eligibility: { cardStatus: never, register: never, ask: never, subsidies: never, askAbsent: never },
      receptions: { record: never, cameEarlier: never },
      passcodes: { check: never },
      entries: createDigitEntries(() => []),
      occasion: never,
      saidSame: never,
      now: never,
    },
    {
      clinicName: '',
      institutionCode: '',
      kiosk: '',
      defaultLanguage: 'ja',
      languages: [],
      defaultSeen: { text: 100, contrast: 'normal', calm: false, low: false, voice: 'off', volume: 3, speed: 'normal' },
      keyMap: {
        digits: [],
        roles: { choose: [], next: [], previous: [], again: [], voice: [], help: [], erase: [], cancel: [] },
      },
      oneSwitch: { key: '', way: 'hold', holdMs: 0, scanMs: 0 },
      consentItems: [],
      consentKinds: 'ordinary',
      asksPrescriptionForm: true,
      asksSubsidies: true,
      subsidyVerb: 'use',
      takesPhones: true,
      offersVisual: true,
      reader: 'below',
      hours: [],
      cleaningMs: 1,
      faceAttempts: 3,
      afterCheckIn: { ja: '', en: '' },
      afterFirstVisit: { ja: '', en: '' },
      inactivityMs: 1,
      helpedInactivityMs: 1,
      countdownMs: 1,
      liftedMs: 0,
      doneMs: 1,
      problemMs: 1,
      faceAttemptMs: 1,
      eligibilityMs: 1,
    },
  );
}
