import { calendarDay } from '../../words/calendarDay.ts';
import { useKiosk } from '../kiosk.ts';
import { Phrases } from './Phrases.tsx';
import type { ViewFor } from './viewFor.ts';

type Reminder = ViewFor<'done'>['reminders'][number];

/** What this person should know for after the visit, a line each. */
export function Reminders({ reminders }: Pick<ViewFor<'done'>, 'reminders'>) {
  const { done } = useKiosk().words;
  const said = (reminder: Reminder): string => {
    if (!('until' in reminder)) return done.reminders[reminder.kind];
    const until = calendarDay(reminder.until);
    return until ? done.reminders[reminder.kind](until) : '';
  };
  if (reminders.length === 0) return null;
  return (
    <ul class="reminders">
      {reminders.map((reminder) => (
        <li key={reminder.kind} class={`reminder reminder-${reminder.kind}`}>
          <Phrases>{said(reminder)}</Phrases>
        </li>
      ))}
    </ul>
  );
}
