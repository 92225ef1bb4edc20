import { useKiosk } from '../kiosk.ts';
import { CheckingScreen } from './CheckingScreen.tsx';
import { ConsentItemsScreen } from './ConsentItemsScreen.tsx';
import { ConsentScreen } from './ConsentScreen.tsx';
import { DoneScreen } from './DoneScreen.tsx';
import { FaceScreen } from './FaceScreen.tsx';
import { IdleScreen } from './IdleScreen.tsx';
import { MethodScreen } from './MethodScreen.tsx';
import { OutOfServiceScreen } from './OutOfServiceScreen.tsx';
import { PinScreen } from './PinScreen.tsx';
import { ProblemScreen } from './ProblemScreen.tsx';
import { ReadingScreen } from './ReadingScreen.tsx';
import { TakeCardScreen } from './TakeCardScreen.tsx';

/** One component per `data-screen`. A screen the process adds later does not compile until it has one. */
export function Screen() {
  const { view } = useKiosk();
  switch (view.screen) {
    case 'idle':
      return <IdleScreen />;
    case 'reading':
      return <ReadingScreen />;
    case 'method':
      return <MethodScreen view={view} />;
    case 'face':
      return <FaceScreen view={view} />;
    case 'pin':
      return <PinScreen view={view} />;
    case 'consent':
      return <ConsentScreen view={view} />;
    case 'consent-items':
      return <ConsentItemsScreen view={view} />;
    case 'checking':
      return <CheckingScreen />;
    case 'done':
      return <DoneScreen view={view} />;
    case 'take-card':
      return <TakeCardScreen />;
    case 'problem':
      return <ProblemScreen view={view} />;
    case 'out-of-service':
      return <OutOfServiceScreen view={view} />;
    default:
      return view satisfies never;
  }
}
