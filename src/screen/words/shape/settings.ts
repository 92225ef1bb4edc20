import type { KeyRole } from '../../keypad/keyMap.ts';
import type { PatientSettings } from '../../settings.ts';

/** 文字・音声, the page of the keys, and going from page to page. */
export interface SettingsWords {
  readonly settings: {
    /** On the button that opens them. */
    readonly name: string;
    readonly title: string;
    readonly text: string;
    readonly smaller: string;
    readonly larger: string;
    readonly contrast: string;
    readonly contrasts: Readonly<Record<PatientSettings['contrast'], string>>;
    /** On to the next of a few. */
    readonly next: string;
    readonly voice: string;
    readonly volume: string;
    readonly quieter: string;
    readonly louder: string;
    readonly speed: string;
    readonly speeds: Readonly<Record<PatientSettings['speed'], string>>;
    readonly slower: string;
    readonly faster: string;
    readonly calm: string;
    readonly low: string;
    readonly turnOn: string;
    readonly turnOff: string;
    readonly again: string;
    readonly close: string;
  };

  readonly keys: {
    readonly title: string;
    readonly lead: string;
    readonly roles: Readonly<Record<KeyRole, string>>;
  };

  readonly pages: {
    readonly previous: string;
    readonly next: string;
    readonly label: (at: number, of: number) => string;
  };
}
