import { calendarDay } from '../../words/calendarDay.ts';
import { CalendarDrawing, RefundDrawing } from '../drawings/PaperDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';

/** Something the patient has to know before it goes on; nothing to decide. */
export function NoticeScreen({ view }: { readonly view: ViewFor<'notice'> }) {
  const { notice } = useKiosk().words;
  const { title, lead } = notice[view.kind];
  return (
    <StageScreen
      kind="decide"
      drawing={view.kind === 'reimbursed' ? <RefundDrawing /> : <CalendarDrawing />}
      title={title}
      lead={lead(calendarDay(view.until))}
    >
      <Press action="notice.next" class="answer answer-main">
        {notice.next}
      </Press>
    </StageScreen>
  );
}
