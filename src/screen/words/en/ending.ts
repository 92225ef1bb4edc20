import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
  checking: {
    title: 'Checking your insurance',
    lead: 'Please leave the card where it is',
  },

  done: {
    title: 'You are checked in',
    ok: 'OK',
    provisional: 'We will check your insurance later. You need not wait for it.',
    takeCard: 'Please take your card',
    keep: 'Keep this on the screen',
    reminders: {
      again: 'You checked in here earlier today, too. The desk knows',
      card: (until) => `Your card ends on ${writtenDay(until)}. Your municipality renews it`,
      certificate: (until) => `Please renew your certificate at your municipal office by ${writtenDay(until)}`,
      grace: (until) => `Please renew your certificate at your municipal office by ${writtenDay(until)}`,
      reimbursed: 'Your municipality pays the medical subsidy back when you apply there',
      'own-data': 'You can see your own medicines and check-ups in Mynaportal',
    },
  },

  takeCard: {
    title: 'Please take your card',
    lead: {
      done: 'You are checked in. Make sure you have all your belongings',
      cancelled: 'Nothing was recorded. Lay the card down again to start over',
      problem: 'Make sure you have all your belongings',
      again: 'Take it, and lay it down again to start over',
    },
    cancelled: 'You are not checked in',
    noCard: 'Nothing was recorded. Lay your card down to start over',
    forgotten: 'Your card is still here',
  },

  problem: {
    close: { again: 'Start over', 'take-card': 'Take the card and finish', close: 'Close' },
    number: 'No.',
  },
};
