import type { ScreenId, Step } from './view.ts';

/** To which step of the progress line each screen belongs; null where no visit is going on. */
export const stepOf: Readonly<Record<ScreenId, Step | null>> = {
  idle: null,
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
  'take-card': null,
  problem: null,
  cleaning: null,
  diagnostics: null,
  'out-of-service': null,
};
