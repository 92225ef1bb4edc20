import type { ScreenId } from '../screen/view.ts';
import type { VisitStep } from '../statistics/visitSummary.ts';

const steps: Readonly<Partial<Record<ScreenId, VisitStep>>> = {
  reading: 'card',
  phone: 'card',
  register: 'card',
  method: 'identity',
  face: 'identity',
  pin: 'identity',
  'card-number': 'identity',
  staff: 'identity',
  notice: 'consent',
  consent: 'consent',
  'consent-items': 'consent',
  prescription: 'consent',
  subsidy: 'consent',
  checking: 'check',
  done: 'done',
};

/** To which step of the progress line the time before a screen belongs; null where no visit is going on. */
export function progressOf(screen: ScreenId): VisitStep | null {
  return steps[screen] ?? null;
}
