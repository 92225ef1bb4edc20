import type { SettingsChange } from '../../screen/settings.ts';
import type { View } from '../../screen/view.ts';
import { type Line, ours, type Wording } from './line.ts';
import { choices } from './script.ts';

/** 文字・音声, read out: how the words stand, what each number changes, and the way back. What cannot change is left out. */
export function settingsLines({ settings, actions }: View, words: Wording): readonly Line[] {
  const { settings: said } = words.screen;
  const on = (isOn: boolean): string => (isOn ? said.turnOff : said.turnOn);
  const { named } = words.voice;
  const names: Readonly<Record<SettingsChange, string>> = {
    'text.smaller': named(said.text, said.smaller),
    'text.larger': named(said.text, said.larger),
    'contrast.next': named(said.contrast, said.next),
    'voice.toggle': named(said.voice, on(settings.voice === 'on')),
    'voice.quieter': named(said.volume, said.quieter),
    'voice.louder': named(said.volume, said.louder),
    'voice.slower': named(said.speed, said.slower),
    'voice.faster': named(said.speed, said.faster),
    'calm.toggle': named(said.calm, on(settings.calm)),
    'low.toggle': named(said.low, on(settings.low)),
    'voice.again': said.again,
  };
  const offered = Object.fromEntries(Object.entries(names).filter(([action]) => actions.includes(action)));
  return [
    ours('title', said.title),
    ours('text', `${named(said.text, `${settings.text}%`)}${words.voice.stop}`),
    ours('contrast', `${named(said.contrast, said.contrasts[settings.contrast])}${words.voice.stop}`),
    ...choices(offered, words),
    ours('back', words.voice.choice(0, words.voice.back)),
  ];
}
