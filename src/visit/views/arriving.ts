import { isWithin } from '../../kernel/weeklyHours.ts';
import { leftOf, type ViewsOf } from './scene.ts';

/** The screens before anybody has said how they want to prove who they are. */
export const arrivingViews: ViewsOf<'idle' | 'cleaning' | 'diagnostics' | 'reading' | 'phone' | 'register'> = {
  idle: ({ screen, phase, live: { now }, settings: { takesPhones, reader, hours }, pressable }) => ({
    screen,
    phone: takesPhones,
    reader,
    dim: hours.length > 0 && !isWithin(hours, now),
    // While the last visit is still being cleared up a press would be lost; a card laid down is not.
    actions: pressable(
      takesPhones && phase === 'free' && 'phone.start',
      phase === 'free' && 'cleaning.start',
      phase === 'free' && 'diagnostics.start',
    ),
  }),

  cleaning: ({ screen, context: { cleaningSince }, live: { now }, settings: { cleaningMs } }) => ({
    screen,
    left: leftOf(cleaningSince ?? now, cleaningMs, now),
    actions: [],
  }),

  diagnostics: ({ screen, phase, context: { diagnostics }, live: { now } }) => ({
    screen,
    phase,
    left: diagnostics ? leftOf(diagnostics.since, diagnostics.ofMs, now) : { leftMs: 0, ofMs: 1 },
    bench: null,
    actions: [],
  }),

  reading: ({ screen, pressable }) => ({ screen, actions: pressable('cancel') }),

  phone: ({ screen, phase, pressable }) => ({
    screen,
    state: phase,
    actions: pressable(phase === 'choosing' && 'phone.android', phase === 'choosing' && 'phone.iphone', 'cancel'),
  }),

  register: ({ screen, phase, pressable }) => ({
    screen,
    state: phase,
    actions: phase === 'asking' ? pressable('register.yes', 'register.no', 'cancel') : pressable(),
  }),
};
