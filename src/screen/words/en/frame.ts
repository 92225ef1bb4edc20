import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: 'Check-in',
  language: 'Language',
  progress: 'Your progress',
  steps: { card: 'Card', identity: 'Identity', consent: 'Consent', check: 'Insurance', done: 'Done' },
  cancel: 'Stop check-in',
  help: 'Call the staff',
  helpCalled: 'Staff have been called. Please wait',
  oral: 'Staff are entering what the patient says',

  countdown: {
    title: (seconds) => (seconds === 1 ? 'Closing in 1 second' : `Closing in ${seconds} seconds`),
    seconds: 'sec',
    lead: 'Would you like to continue?',
    more: 'Continue',
    end: 'Stop check-in',
  },
  practice: {
    mark: 'Practice',
    lead: 'You are not being checked in',
    start: 'Try it out',
    place: 'Pretend to place a card',
    hold: 'Pretend to hold it there',
    take: 'Pretend to take the card',
    end: 'End practice',
    spoken: 'This is practice.',
    pin: 'Do not type your own PIN. Any digits will do',
  },
  starting: { title: 'Getting ready', lead: 'Please wait a moment' },
  taken: { title: 'This screen is open somewhere else', lead: 'Please speak to the reception desk' },
};
