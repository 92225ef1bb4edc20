import { join } from 'node:path';
import { tokyoClock } from '../kernel/tokyoTime.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import { Announcer } from '../speech/announcer.ts';
import { speechEngines } from '../speech/engines/engines.ts';
import { KeptSpeech } from '../speech/kept.ts';
import { isWithin } from '../speech/silence.ts';
import { Speaker } from '../speech/speaker.ts';
import type { KioskSetting } from './options.ts';

/** Says what the screen shows, for who wants to hear it. What goes wrong with it is told to staff, and nothing else. */
export function openSpeech(
  { config, surroundings, dataFolder, hurt, now, log, alerts }: KioskSetting,
  screen: PatientScreen,
): { close(): void } {
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
  return {
    close() {
      announcer.close();
      speaker.close();
    },
  };
}
