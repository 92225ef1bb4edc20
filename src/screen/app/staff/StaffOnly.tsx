import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { staffLanguageBeside, wordsIn } from '../../words/wordsIn.ts';
import { KioskContext, useKiosk } from '../kiosk.ts';
import { StaffBand } from './StaffBand.tsx';

/** What is not for patients: on a ground of its own, under its band, and in a language that staff read. */
export function StaffOnly({ children }: { readonly children: ComponentChildren }) {
  const patients = useKiosk();
  const language = staffLanguageBeside(patients.view.language);
  const theirs = useMemo(() => ({ ...patients, language, words: wordsIn[language] }), [patients, language]);
  return (
    <KioskContext.Provider value={theirs}>
      <main class="staff-only" lang={language}>
        <StaffBand />
        {children}
      </main>
    </KioskContext.Provider>
  );
}
