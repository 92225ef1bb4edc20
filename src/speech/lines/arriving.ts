import { ours } from './line.ts';
import { choices, type ScriptsOf } from './script.ts';

/** The screens before anybody has said how they want to prove who they are. */
export const arrivingScripts: ScriptsOf<'idle' | 'cleaning' | 'diagnostics' | 'reading' | 'phone' | 'register'> = {
  idle: {
    room: (_, words) => [
      ours('title', words.screen.idle.title),
      ours('lead', words.screen.idle.lead),
      ...choices({ 'phone.start': words.screen.idle.phone }, words),
      ours('ways', words.voice.ways),
    ],
  },
  cleaning: {
    room: (_, { screen }) => [ours('title', screen.cleaning.title), ours('lead', screen.cleaning.lead)],
  },
  diagnostics: {
    room: (_, { screen }) => [ours('title', screen.diagnostics.title), ours('lead', screen.diagnostics.lead)],
  },
  reading: {
    room: (_, { screen }) => [ours('title', screen.reading.title), ours('lead', screen.reading.lead)],
  },
  phone: {
    room: ({ state }, words) => {
      const { phone } = words.screen;
      if (state === 'holding') return [ours('title', phone.hold), ours('lead', phone.holdLead)];
      const names = { 'phone.iphone': phone.iphone, 'phone.android': phone.android };
      return [ours('title', phone.title), ...choices(names, words)];
    },
  },
  register: {
    // That the card is no insurance card yet is said by the question; the room need not hear more.
    room: ({ state }, words) => {
      const { register } = words.screen;
      if (state === 'working') return [ours('title', register.working)];
      const names = { 'register.yes': register.yes, 'register.no': register.no };
      return [ours('title', register.title), ...choices(names, words)];
    },
    ear: ({ state }, words) => {
      const { register } = words.screen;
      if (state === 'working') return [ours('title', register.working)];
      const names = { 'register.yes': register.yes, 'register.no': register.no };
      return [ours('title', register.title), ours('lead', register.lead), ...choices(names, words)];
    },
  },
};
