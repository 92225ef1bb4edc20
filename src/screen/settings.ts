/** Size of the words, percent. */
export const textSizes = [100, 150, 200] as const;

export const contrasts = ['normal', 'high', 'dark'] as const;

/** How loud the voice is, in steps. */
export const volumes = [1, 2, 3, 4, 5] as const;

export const voiceSpeeds = ['slow', 'normal', 'fast'] as const;

/**
 * How a patient sees and hears the screen. They begin with what the facility has configured, hold for one visit, and
 * are forgotten with it.
 */
export interface PatientSettings {
  readonly text: (typeof textSizes)[number];
  readonly contrast: (typeof contrasts)[number];
  /** Nothing moves. */
  readonly calm: boolean;
  /** For children and who sits: everything to press lies low on the screen, and the camera looks for the face lower. */
  readonly low: boolean;
  readonly voice: 'on' | 'off';
  readonly volume: (typeof volumes)[number];
  readonly speed: (typeof voiceSpeeds)[number];
}

/** What a patient may change of them, in the order in which it is offered. The names are `data-action`s. */
export const settingsChanges = [
  'text.smaller',
  'text.larger',
  'contrast.next',
  'voice.toggle',
  'voice.quieter',
  'voice.louder',
  'voice.slower',
  'voice.faster',
  'calm.toggle',
  'low.toggle',
  // Changes nothing: what was said is said again.
  'voice.again',
] as const;
export type SettingsChange = (typeof settingsChanges)[number];

type Change = (settings: PatientSettings) => Partial<PatientSettings>;

const changes: Readonly<Record<SettingsChange, Change>> = {
  'text.larger': ({ text }) => ({ text: after(textSizes, text) }),
  'text.smaller': ({ text }) => ({ text: before(textSizes, text) }),
  'contrast.next': ({ contrast }) => ({ contrast: nextRound(contrasts, contrast) }),
  'voice.toggle': ({ voice }) => ({ voice: voice === 'on' ? 'off' : 'on' }),
  'voice.louder': ({ volume }) => ({ volume: after(volumes, volume) }),
  'voice.quieter': ({ volume }) => ({ volume: before(volumes, volume) }),
  'voice.slower': ({ speed }) => ({ speed: before(voiceSpeeds, speed) }),
  'voice.faster': ({ speed }) => ({ speed: after(voiceSpeeds, speed) }),
  'calm.toggle': ({ calm }) => ({ calm: !calm }),
  'low.toggle': ({ low }) => ({ low: !low }),
  'voice.again': () => ({}),
};

/** The settings after one change; the same ones where it leads no further. */
export function changedBy(change: SettingsChange, settings: PatientSettings): PatientSettings {
  return { ...settings, ...changes[change](settings) };
}

/** What changes something now: nothing is larger than the largest, and a voice that is off is not made louder. */
export function possibleChanges(settings: PatientSettings): readonly SettingsChange[] {
  return settingsChanges.filter((change) => {
    if (change.startsWith('voice.') && change !== 'voice.toggle' && settings.voice === 'off') return false;
    return change === 'voice.again' || isOther(changes[change](settings), settings);
  });
}

function isOther(changed: Partial<PatientSettings>, settings: PatientSettings): boolean {
  return Object.entries(changed).some(([name, value]) => Reflect.get(settings, name) !== value);
}

function after<T>(all: readonly T[], one: T): T {
  return all[all.indexOf(one) + 1] ?? one;
}

function before<T>(all: readonly T[], one: T): T {
  return all[all.indexOf(one) - 1] ?? one;
}

function nextRound<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
