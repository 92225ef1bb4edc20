import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { View } from '../view.ts';
import { type Connection, connect } from './connection.ts';
import { Countdown } from './frame/Countdown.tsx';
import { Footer } from './frame/Footer.tsx';
import { Header } from './frame/Header.tsx';
import { KioskContext, wordsIn } from './kiosk.ts';
import { Screen } from './screens/Screen.tsx';

/** Shown until the process speaks, and again while it cannot be heard. */
const starting: View = {
  screen: 'out-of-service',
  language: 'ja',
  clinicName: '',
  step: null,
  countdown: null,
  help: 'none',
  actions: [],
  code: '',
  title: { ja: wordsIn.ja.starting.title, en: wordsIn.en.starting.title },
  advice: { ja: wordsIn.ja.starting.lead, en: wordsIn.en.starting.lead },
};

export function App() {
  const [pushed, setPushed] = useState<View | null>(null);
  const connection = useRef<Connection | null>(null);
  const language = useRef<View['language']>('ja');
  if (pushed) language.current = pushed.language;
  const view = pushed ?? { ...starting, language: language.current };

  useEffect(() => {
    const opened = connect(setPushed);
    connection.current = opened;
    return () => opened.close();
  }, []);

  useRootAttributes(view);

  const kiosk = useMemo(
    () => ({ view, words: wordsIn[view.language], press: (action: string) => connection.current?.send(action) }),
    [view],
  );

  return (
    <KioskContext.Provider value={kiosk}>
      <div class="kiosk" inert={view.countdown !== null}>
        <Header />
        <Screen />
        <Footer />
      </div>
      {view.countdown && <Countdown countdown={view.countdown} />}
    </KioskContext.Provider>
  );
}

/** `data-screen` and `data-error` change together with what is painted, never before. */
function useRootAttributes(view: View): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = view.language;
    root.dataset.screen = view.screen;
    if ('code' in view && view.code !== '') root.dataset.error = view.code;
    else delete root.dataset.error;
    document.title = wordsIn[view.language].reception;
  }, [view]);
}
