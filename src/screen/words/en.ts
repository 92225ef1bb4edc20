import type { ScreenWords } from './words.ts';

/** English: plain words for readers who may not have it as their first language either. */
export const en: ScreenWords = {
  reception: 'Check-in',
  language: 'Language',
  progress: 'Your progress',
  steps: { card: 'Card', identity: 'Identity', consent: 'Consent', check: 'Check', done: 'Done' },
  cancel: 'Stop',
  help: 'Need help? Please ask at the reception desk',

  idle: {
    title: 'Please place your My Number card',
    lead: 'Lay it on the reader with the photo facing up',
  },
  reading: {
    title: 'Reading your card',
    lead: 'Please leave the card where it is',
  },

  method: {
    title: 'How would you like to confirm your identity?',
    face: 'Face',
    faceState: {
      ready: 'Just look at the camera',
      preparing: 'Just look at the camera',
      'number-needed': 'Needs the numbers printed on your card',
      unavailable: 'Not available right now',
      exhausted: 'No attempts left',
    },
    pin: 'PIN',
    pinHint: 'Enter your 4-digit number',
    pinLastTry: 'One more mistake will lock the PIN',
    pinLocked: 'Locked after too many mistakes',
    triesLeft: (n) => (n === 1 ? '1 try left' : `${n} tries left`),
    notice: {
      'pin-wrong': 'That PIN was not correct. Please choose again.',
      'pin-locked': 'Your PIN is now locked. Please use face recognition.',
      'face-failed': 'Your face could not be confirmed. Please choose again.',
      'face-unavailable': 'Face recognition is not available. Please use your PIN.',
      'number-needed': 'Type the numbers printed on your card to use face recognition',
      'number-refused': 'The numbers did not match. Please use your PIN, or ask at the desk',
    },
  },

  face: {
    preparing: 'Getting the camera ready',
    guidance: {
      'look-here': 'Put your face in the oval and look at the screen',
      'look-straight': 'Please look straight at the screen',
      closer: 'Please come a little closer',
      farther: 'Please move back a little',
      'to-the-light': 'Please turn your face to the light',
      'hold-still': 'Please hold still',
      'one-person': 'One person at a time, please',
      uncover: 'Please take off your mask',
      'turn-left': 'Please turn slowly to your left',
      'turn-right': 'Please turn slowly to your right',
    },
    failed: 'Your face could not be confirmed',
    failedHint: 'It may help to take off a mask or a hat',
    retry: 'Try again',
    usePin: 'Use my PIN',
    attemptsLeft: (n) => (n === 1 ? '1 attempt left' : `${n} attempts left`),
    picture: 'Camera picture',
    kept: 'The picture is not saved',
  },

  pin: {
    title: 'Please enter your PIN',
    lead: 'It has 4 digits',
    checking: 'Checking your PIN',
    wrong: 'That PIN is not correct',
    typed: (n) => `${n} of 4 digits entered`,
    triesLeft: (n) => (n === 1 ? 'You have 1 try left' : `You have ${n} tries left`),
    lastTry: 'This is your last try. A mistake locks the PIN.',
    clear: 'Clear',
    submit: 'Enter',
    keypad: 'Number keys',
    useFace: 'Use face instead',
  },

  consent: {
    title: 'May this clinic see your past medical information?',
    items: {
      surgery: { name: 'Surgery', what: 'Operations you have had' },
      medication: { name: 'Medicines', what: 'Medicines prescribed to you' },
      diagnosis: { name: 'Treatment', what: 'Clinics visited and care given' },
      checkup: { name: 'Health check', what: 'Results from age 40 on' },
      prescriptions: { name: 'Prescriptions', what: 'Recent prescriptions and dispensed medicines' },
    },
    itemsLabel: 'What would be shared',
    reassurance: 'You will be treated whichever you choose. A yes is valid for 24 hours, in this clinic only.',
    all: 'Agree to all',
    choose: 'Choose one by one',
    none: 'Do not agree',
  },

  consentItems: {
    title: 'Please choose for each one',
    yes: 'Agree',
    no: 'Do not agree',
    submit: 'Continue',
    remaining: (n) => (n === 1 ? '1 left to choose' : `${n} left to choose`),
  },

  checking: {
    title: 'Checking your insurance',
    lead: 'Please leave the card where it is',
  },
  done: { title: 'You are checked in', ok: 'OK' },
  takeCard: {
    title: 'Please take your card',
    lead: 'Make sure you have all your belongings',
  },
  problem: { close: 'Finish', number: 'No.' },
  starting: { title: 'Getting ready', lead: 'Please wait a moment' },

  countdown: {
    title: (seconds) => (seconds === 1 ? 'Closing in 1 second' : `Closing in ${seconds} seconds`),
    seconds: 'sec',
    lead: 'Would you like to continue?',
    more: 'I need more time',
    end: 'Finish now',
  },
};
