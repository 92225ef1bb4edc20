import type { PatientSettings } from '../../../src/screen/settings.ts';
import { createSimulatedSound } from '../../../src/simulator/sound.ts';
import { Announcer } from '../../../src/speech/announcer.ts';
import { Speaker } from '../../../src/speech/speaker.ts';
import type { VisitSettings } from '../../../src/visit/settings.ts';
import { openQuickKiosk, type QuickKioskOptions } from '../visit/quickKiosk.ts';
import { sampleSettings } from '../visit/visitSamples.ts';
import { silentEngines } from './silentEngines.ts';

/** So many times faster than life: a visit by ear takes a second. */
const hastened = 60;

export const spokenFromTheBeginning: PatientSettings = { ...sampleSettings.defaultSeen, voice: 'on' };

/** A quick kiosk that speaks, and what was heard of it. */
export async function openHeardKiosk(settings: Partial<VisitSettings> = {}, options: QuickKioskOptions = {}) {
  const kiosk = await openQuickKiosk({ ...sampleSettings, defaultSeen: spokenFromTheBeginning, ...settings }, options);
  const sound = createSimulatedSound({ hastened });
  const announcer = new Announcer({
    screen: kiosk.screen,
    speaker: new Speaker(silentEngines, undefined),
    place: sound,
    isSilent: () => false,
    onTrouble: ({ code, detail }) => {
      throw new Error(`${code}: ${detail}`);
    },
  });
  return {
    ...kiosk,
    sound,
    /** How far whoever listens has been told what a face must do. */
    telling: () => announcer.telling(),
    async close() {
      announcer.close();
      await sound.close();
      await kiosk.close();
    },
  };
}
