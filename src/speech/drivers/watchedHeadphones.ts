import { Listeners } from '../../kernel/listeners.ts';
import type { Headphones } from '../soundOut.ts';
import { arePlugged, type HeadphoneSource } from './headphoneSources.ts';

/** How often it is looked whether they are still there: so long may a private word go on in the room. Milliseconds. */
const lookEveryMs = 400;

/** Headphones as the sound card knows of them. */
export function watchedHeadphones(source: HeadphoneSource, look = arePlugged): Headphones {
  const listeners = new Listeners();
  let plugged = false;
  let looking = false;
  const see = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    const now = await look(source);
    looking = false;
    if (now === plugged) return;
    plugged = now;
    listeners.tell();
  };
  const timer = source.kind === 'none' ? undefined : setInterval(() => void see(), lookEveryMs);
  return {
    plugged: () => plugged,
    onChange: (listener) => listeners.add(listener),
    async close() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
