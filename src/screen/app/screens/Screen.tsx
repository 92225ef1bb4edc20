import { useKiosk } from '../kiosk.ts';
import { CardNumberScreen } from './CardNumberScreen.tsx';
import { CheckingScreen } from './CheckingScreen.tsx';
import { CleaningScreen } from './CleaningScreen.tsx';
import { ConsentItemsScreen } from './ConsentItemsScreen.tsx';
import { ConsentScreen } from './ConsentScreen.tsx';
import { DiagnosticsScreen } from './DiagnosticsScreen.tsx';
import { DoneScreen } from './DoneScreen.tsx';
import { FaceScreen } from './FaceScreen.tsx';
import { IdleScreen } from './IdleScreen.tsx';
import { MethodScreen } from './MethodScreen.tsx';
import { NoticeScreen } from './NoticeScreen.tsx';
import { OutOfServiceScreen } from './OutOfServiceScreen.tsx';
import { PhoneScreen } from './PhoneScreen.tsx';
import { PinScreen } from './PinScreen.tsx';
import { PrescriptionScreen } from './PrescriptionScreen.tsx';
import { ProblemScreen } from './ProblemScreen.tsx';
import { ReadingScreen } from './ReadingScreen.tsx';
import { RegisterScreen } from './RegisterScreen.tsx';
import { StaffScreen } from './StaffScreen.tsx';
import { SubsidyScreen } from './SubsidyScreen.tsx';
import { TakeCardScreen } from './TakeCardScreen.tsx';

/** One component per `data-screen`. A screen the process adds later does not compile until it has one. */
export function Screen() {
  const { view } = useKiosk();
  switch (view.screen) {
    case 'idle':
      return <IdleScreen view={view} />;
    case 'cleaning':
      return <CleaningScreen view={view} />;
    case 'diagnostics':
      return <DiagnosticsScreen />;
    case 'reading':
      return <ReadingScreen />;
    case 'phone':
      return <PhoneScreen view={view} />;
    case 'register':
      return <RegisterScreen view={view} />;
    case 'method':
      return <MethodScreen view={view} />;
    case 'face':
      return <FaceScreen view={view} />;
    case 'pin':
      return <PinScreen view={view} />;
    case 'card-number':
      return <CardNumberScreen view={view} />;
    case 'staff':
      return <StaffScreen view={view} />;
    case 'notice':
      return <NoticeScreen view={view} />;
    case 'consent':
      return <ConsentScreen view={view} />;
    case 'consent-items':
      return <ConsentItemsScreen view={view} />;
    case 'prescription':
      return <PrescriptionScreen />;
    case 'subsidy':
      return <SubsidyScreen view={view} />;
    case 'checking':
      return <CheckingScreen />;
    case 'done':
      return <DoneScreen view={view} />;
    case 'take-card':
      return <TakeCardScreen view={view} />;
    case 'problem':
      return <ProblemScreen view={view} />;
    case 'out-of-service':
      return <OutOfServiceScreen view={view} />;
    default:
      return view satisfies never;
  }
}
