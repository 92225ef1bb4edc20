import { join } from 'node:path';
import type { Telling } from '../face/guidance.ts';
import { dayInTokyo, tokyoClock } from '../kernel/tokyoTime.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import { Announcer } from '../speech/announcer.ts';
import { speechEngines } from '../speech/engines/engines.ts';
import { KeptSpeech } from '../speech/kept.ts';
import { makeAhead } from '../speech/makeAhead.ts';
import { isWithin } from '../speech/silence.ts';
import { Speaker } from '../speech/speaker.ts';
import type { KioskSetting } from './options.ts';

/** Says what the screen shows, for who wants to hear it. What goes wrong with it is told to staff, and nothing else. */
export function openSpeech(
  { config, surroundings, dataFolder, hurt, settings, now, log, alerts }: KioskSetting,
  screen: PatientScreen,
): { telling(): Telling; close(): void } {
  const { dictionary, voiceFile, silentHours } = config.speech;
  const kept = hurt ? undefined : new KeptSpeech(join(dataFolder, 'speech'));
  const speaker = new Speaker(speechEngines({ dictionary, voice: voiceFile }), kept);
  const announcer = new Announcer({
    screen,
    speaker,
    place: surroundings.sound,
    isSilent: () => isWithin(silentHours, tokyoClock(now())),
    onTrouble(problem) {
      log.warn({ problem: problem.code, detail: problem.detail }, 'voice');
      alerts.raise(problem);
    },
  });
  const closing = new AbortController();
  // A kiosk that is only tried makes each sentence when it is first needed.
  if (config.kiosk.mode === 'production') {
    const visit = { items: settings.consentItems, kinds: settings.consentKinds, year: dayInTokyo(now()).year };
    void makeAhead(speaker, settings.languages, visit, closing.signal);
  }
  return {
    telling: () => announcer.telling(),
    close() {
      closing.abort();
      announcer.close();
      speaker.close();
    },
  };
}
