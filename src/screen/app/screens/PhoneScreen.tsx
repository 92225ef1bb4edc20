import { HeldPhoneDrawing, PhoneDrawing } from '../drawings/PhoneDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Choice } from './Choice.tsx';
import { StageScreen } from './StageScreen.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** スマートフォン: which kind, then hold it there. */
export function PhoneScreen({ view }: { readonly view: ViewFor<'phone'> }) {
  const { phone } = useKiosk().words;
  if (view.state === 'holding') {
    return <StageScreen drawing={<HeldPhoneDrawing />} title={phone.hold} lead={phone.holdLead} />;
  }
  return (
    <main class="question method">
      <div class="asked">
        <Title>{phone.title}</Title>
      </div>
      <div class="choices">
        <Choice
          action="phone.iphone"
          drawing={<PhoneDrawing kind="iphone" />}
          name={phone.iphone}
          hint={phone.iphoneHint}
        />
        <Choice
          action="phone.android"
          drawing={<PhoneDrawing kind="android" />}
          name={phone.android}
          hint={phone.androidHint}
        />
      </div>
    </main>
  );
}
