import type { View } from '../screen/view.ts';
import type { Earcon } from './earcons.ts';
import { type Line, ours } from './lines/line.ts';
import type { SpokenWords } from './words/spokenWords.ts';

/** What is heard because one view follows another, before what the new one says of itself. */
export interface Between {
  readonly signal?: Earcon;
  readonly lines: readonly Line[];
  /** The patient is typing: whatever was being said is not listened to any more. */
  readonly hushes: boolean;
}

const nothing: Between = { lines: [], hushes: false };

/** @param before undefined where nothing was heard yet */
export function between(before: View | undefined, now: View, voice: SpokenWords): Between {
  if (!before || before.settings.voice === 'off') return { lines: [ours('voice', voice.on)], hushes: false };
  const told = settingsTold(before, now, voice);
  if (told) return { lines: [told], hushes: false };
  if (before.screen === now.screen) return within(before, now, voice);
  const signal = signalOf(now);
  return signal ? { ...nothing, signal } : nothing;
}

/** The signal with which a screen comes. */
function signalOf(now: View): Earcon | undefined {
  switch (now.screen) {
    case 'reading':
      return 'card-taken-up';
    case 'done':
      return 'done';
    case 'take-card':
      return now.card === 'gone' ? undefined : 'take-card';
    case 'problem':
    case 'out-of-service':
      return 'trouble';
    default:
      return undefined;
  }
}

function within(before: View, now: View, voice: SpokenWords): Between {
  const [had, has] = [digitsIn(before), digitsIn(now)];
  if ('state' in now && 'state' in before && now.state !== before.state) {
    return now.state === 'wrong' || now.state === 'failed' ? { ...nothing, signal: 'trouble' } : nothing;
  }
  if ('card' in now && 'card' in before && now.card === 'forgotten' && before.card !== 'forgotten') {
    return { ...nothing, signal: 'take-card' };
  }
  if (has === had) return nothing;
  // Which digit it was is heard by nobody: they all click alike.
  const lines = has < had ? [ours('erased', voice.erased(has))] : [];
  return { signal: 'key', lines, hushes: true };
}

/** How many digits are typed on this view. */
function digitsIn(view: View): number {
  if (view.screen === 'pin') return view.digitsTyped;
  if (view.screen === 'card-number') return Object.values(view.digits).join('').length;
  return 0;
}

function settingsTold({ settings: before }: View, { settings: now }: View, voice: SpokenWords): Line | undefined {
  if (now.volume !== before.volume) return ours('volume', now.volume > before.volume ? voice.louder : voice.quieter);
  if (now.speed === before.speed) return undefined;
  const order = ['slow', 'normal', 'fast'];
  const isFaster = order.indexOf(now.speed) > order.indexOf(before.speed);
  return ours('speed', isFaster ? voice.faster : voice.slower);
}
