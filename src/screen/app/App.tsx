import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { inEveryLanguage } from '../../problem/languages.ts';
import type { BenchSaid } from '../benchView.ts';
import type { View } from '../view.ts';
import { languageTags, wordsIn } from '../words/wordsIn.ts';
import { BenchScreen } from './bench/BenchScreen.tsx';
import { type Connection, connect, type NoView } from './connection.ts';
import { useHeldCorners } from './corners.ts';
import { useFourCorners } from './fourCorners.ts';
import { Countdown } from './frame/Countdown.tsx';
import { Footer } from './frame/Footer.tsx';
import { Header } from './frame/Header.tsx';
import { KeysPanel } from './frame/KeysPanel.tsx';
import { LanguageSwitch } from './frame/LanguageSwitch.tsx';
import { isFlowing, Pages } from './frame/Pages.tsx';
import { PracticeBand } from './frame/PracticeBand.tsx';
import { SettingsPanel } from './frame/SettingsPanel.tsx';
import { useCursor, useKeys } from './keys.ts';
import { KioskContext, useKiosk } from './kiosk.ts';
import { useQuestion } from './Press.tsx';
import { pageTitle } from './pageTitle.ts';
import { Screen } from './screens/Screen.tsx';
import { useWandering } from './still.ts';

/** How the page looks until the process says how it should. */
const untilTold = {
  language: 'ja',
  settings: { text: 100, contrast: 'normal', calm: false, low: false, voice: 'off', volume: 3, speed: 'normal' },
} as const;

/** Shown until the process speaks, while it cannot be heard, and where it speaks to another browser. */
function without(why: NoView, { language, settings }: Pick<View, 'language' | 'settings'>): View {
  const said = { down: 'starting', taken: 'taken' } as const;
  return {
    screen: 'out-of-service',
    language,
    settings,
    panel: 'none',
    keys: null,
    keyMap: null,
    practice: false,
    clinicName: '',
    step: null,
    countdown: null,
    help: 'none',
    actions: [],
    code: why === 'taken' ? 'U-602' : '',
    title: inEveryLanguage((each) => wordsIn[each][said[why]].title),
    advice: inEveryLanguage((each) => wordsIn[each][said[why]].lead),
  };
}

export function App() {
  const [pushed, setPushed] = useState<View | NoView>('down');
  const connection = useRef<Connection | null>(null);
  const last = useRef<Pick<View, 'language' | 'settings'>>(untilTold);
  if (typeof pushed === 'object') last.current = pushed;
  const view = typeof pushed === 'object' ? pushed : without(pushed, last.current);

  useEffect(() => {
    const opened = connect(setPushed);
    connection.current = opened;
    return () => opened.close();
  }, []);

  const sendKey = useCallback((key: string, up: boolean) => connection.current?.send({ key, up }), []);
  useKeys(view, sendKey);
  useCursor(view);
  useQuestion(view);
  const startCleaning = useCallback(() => connection.current?.send({ action: 'cleaning.start' }), []);
  useHeldCorners(view.actions.includes('cleaning.start'), startCleaning);
  const startDiagnostics = useCallback(() => connection.current?.send({ action: 'diagnostics.start' }), []);
  useFourCorners(view.actions.includes('diagnostics.start'), startDiagnostics);

  const translate = useWandering(view.screen === 'idle');

  const kiosk = useMemo(
    () => ({
      view,
      language: view.language,
      words: wordsIn[view.language],
      press: (action: string) => connection.current?.send({ action }),
      tell: (bench: BenchSaid) => connection.current?.send({ bench }),
    }),
    [view],
  );

  if (view.screen === 'diagnostics' && view.bench) {
    return (
      <KioskContext.Provider value={kiosk}>
        <RootAttributes view={view} />
        <BenchScreen view={view} bench={view.bench} />
      </KioskContext.Provider>
    );
  }
  return (
    <KioskContext.Provider value={kiosk}>
      <RootAttributes view={view} />
      <div class="kiosk" style={{ translate }} inert={view.countdown !== null}>
        {view.practice ? <PracticeBand /> : <Header />}
        <LanguageSwitch />
        <Pages>
          <Shown />
        </Pages>
        <Footer />
      </div>
      {view.countdown && <Countdown countdown={view.countdown} />}
    </KioskContext.Provider>
  );
}

/** The screen, or what the patient has opened over it. */
function Shown() {
  const { panel, keyMap } = useKiosk().view;
  if (panel === 'settings') return <SettingsPanel />;
  return panel === 'keys' && keyMap ? <KeysPanel map={keyMap} /> : <Screen />;
}

/** `data-screen` and `data-error` change together with what is painted, never before; and before anything measures. */
function RootAttributes({ view }: { readonly view: View }) {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = languageTags[view.language];
    root.dataset.language = view.language;
    root.dataset.screen = view.screen;
    const { text, contrast, voice, calm, low } = view.settings;
    Object.assign(root.dataset, { text: String(text), contrast, voice });
    root.toggleAttribute('data-calm', calm);
    root.toggleAttribute('data-low', low);
    root.toggleAttribute('data-flow', isFlowing(view));
    if ('code' in view && view.code !== '') root.dataset.error = view.code;
    else delete root.dataset.error;
  }, [view]);
  // The browser draws its own window anew for a title, seen or not: after the frame, not in it.
  const title = pageTitle(view, wordsIn[view.language]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
