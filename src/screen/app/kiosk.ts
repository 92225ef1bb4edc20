import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../problem/languages.ts';
import type { BenchSaid } from '../benchView.ts';
import type { View } from '../view.ts';
import type { ScreenWords } from '../words/words.ts';

/** What every part of the screen may ask for: the view's common part, its words, and the way to report a press. */
export interface ScreenApp {
  readonly view: View;
  /** What is read here: the patient's language, and that of staff where only they read. */
  readonly language: Language;
  readonly words: ScreenWords;
  readonly press: (action: string) => void;
  /** What a technician typed or drew. */
  readonly tell: (said: BenchSaid) => void;
}

export const KioskContext = createContext<ScreenApp | null>(null);

export function useKiosk(): ScreenApp {
  const kiosk = useContext(KioskContext);
  if (!kiosk) throw new Error('used outside the kiosk');
  return kiosk;
}

/** Whether this action may be pressed now. */
export function useAllowed(action: string): boolean {
  return useKiosk().view.actions.includes(action);
}
