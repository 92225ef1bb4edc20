import { visualReasonWords } from '../../reception/visualReasons.ts';
import type { ScreenWords, WrittenDay } from './words.ts';

/** English: plain words for readers who may not have it as their first language either. */
const two = (n: number) => String(n).padStart(2, '0');
const writtenDay = ({ year, month, day }: WrittenDay) => `${year}-${two(month)}-${two(day)}`;

export const en: ScreenWords = {
  reception: 'Check-in',
  language: 'Language',
  progress: 'Your progress',
  steps: { card: 'Card', identity: 'Identity', consent: 'Consent', check: 'Insurance', done: 'Done' },
  cancel: 'Stop check-in',
  help: 'Call the staff',
  helpCalled: 'Staff have been called. Please wait',
  oral: 'Staff are entering what the patient says',

  idle: {
    title: 'Please place your My Number card',
    lead: 'Lay it on the reader with the photo facing up',
    phone: 'Check in with a smartphone',
  },
  reading: {
    title: 'Reading your card',
    lead: 'Please leave the card where it is',
  },

  phone: {
    title: 'Which phone do you have?',
    iphone: 'iPhone',
    iphoneHint: 'Confirm on the phone when it asks you',
    android: 'Android',
    androidHint: 'Type your 4-digit PIN, then hold the phone there',
    hold: 'Hold your phone on the reader',
    holdLead: 'Keep it there for about two seconds, until it has been read',
    pinLead: 'The 4 digits you set on your phone',
  },

  register: {
    title: 'Register this card as your health insurance card?',
    lead: 'Once registered it is your insurance card. If not, please show other proof of insurance at the desk.',
    yes: 'Register',
    no: 'Do not register',
    working: 'Registering',
  },

  method: {
    title: 'How would you like to confirm your identity?',
    face: 'Face',
    faceState: {
      ready: 'Just look at the camera',
      preparing: 'Just look at the camera',
      'number-needed': 'Needs the numbers printed on your card',
      'no-photo': 'This card has no photo',
      unreadable: 'The photo on the card could not be read',
      unsuited: 'Not possible with this card',
      unavailable: 'Not available right now',
      exhausted: 'Not possible this time',
    },
    pin: 'PIN',
    pinState: {
      available: 'Enter your 4-digit number',
      'last-try': '1 try left.\nIf unsure, use your face or ask at the desk',
      'last-try-alone': '1 try left.\nIf unsure, ask at the desk',
      locked: 'Locked after too many mistakes',
      unusable: 'The PIN of this card cannot be used',
      absent: 'This card has no PIN',
    },
    triesLeft: (n) => (n === 1 ? '1 try left' : `${n} tries left`),
    staff: 'Ask the staff to confirm it is me',
    staffShort: 'Ask staff',
    notice: {
      'pin-wrong': 'That PIN was not correct. Please choose again.',
      'pin-locked': 'Your PIN is now locked. Please choose another way.',
      'face-failed': 'Your face could not be confirmed. Please choose again.',
      'face-unavailable': 'Face recognition cannot be used. Please choose another way.',
      'number-needed': 'Type the numbers printed on your card to use face recognition',
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
    lead: 'The 4 digits you chose when you received the card',
    checking: 'Checking your PIN',
    wrong: 'That PIN is not correct',
    typed: (n) => `${n} of 4 digits entered`,
    triesLeft: (n) => (n === 1 ? 'You have 1 try left' : `You have ${n} tries left`),
    lastTry: 'This is your last try. A mistake locks the PIN.',
    clear: 'Delete',
    submit: 'Enter',
    keypad: 'Number keys',
    useFace: 'Use face instead',
  },

  cardNumber: {
    parts: {
      birth: {
        name: 'Date of birth',
        title: 'Type your date of birth',
        lead: 'At 1 in the picture: year, month, day, two digits each.\nFor 昭和60年 type 60, for 1985 type 85',
        typed: (n) => `Date of birth: ${n} of 6 digits entered`,
      },
      expiry: {
        name: 'Card expiry (year)',
        title: 'Type the year of expiry',
        lead: 'At 2 in the picture: only the year, 4 digits.\nNot the end of the electronic certificate',
        typed: (n) => `Year of expiry: ${n} of 4 digits entered`,
      },
      code: {
        name: 'Security code',
        title: 'Type the security code',
        lead: 'At 3 in the picture: 4 digits',
        typed: (n) => `Security code: ${n} of 4 digits entered`,
      },
    },
    full: 'Are these the numbers on your card?',
    fullLead: 'If so, press Enter. If not, press the one that is wrong',
    card: 'Where the numbers stand: 1 date of birth, 2 expiry, 3 security code',
    usePin: 'Use PIN',
    doubted: 'Something is not right. Press the number that is wrong',
    asking: 'Which date of birth is printed on your card?',
    neither: 'Neither: correct the date of birth',
  },

  staff: {
    title: 'Staff are coming. Please wait here',
    lead: 'They may take your card in their hand to look at it',
    open: 'Staff only',
    close: 'Back to the patient',
    only: 'For staff',
    pad: 'Staff passcode',
    notThePin: 'This is not the PIN of the card. Patients: please do not type it here.',
    typed: (n) => `${n} of 4 digits typed`,
    card: {
      'in-hand': 'Please put the same card back on the reader',
      recognising: 'Making sure that it is the same card',
      unreadable: 'It cannot be read. Please lay it down once more',
    },
    cardBack: (seconds) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
    approved: 'Confirmed. Put the card back to go on',
    passcode: {
      wrong: 'This passcode is not right',
      locked: 'Staff are coming. Please wait',
    },
    see: 'Compare the photo on the card with the person',
    seeLead: 'Choose why. On the right: staff also enter the answers the patient gives.',
    reasons: visualReasonWords.en,
    patientAnswers: 'Patient continues',
    staffAnswers: 'Staff enter the answers the patient gives',
  },

  notice: {
    expiring: {
      title: 'The certificate on your card expires soon',
      lead: (until) =>
        until
          ? `It can be used until ${writtenDay(until)}. Please renew it soon at your municipal office.`
          : 'Please renew it soon at your municipal office.',
    },
    grace: {
      title: 'The certificate on your card has expired',
      lead: () =>
        'Your insurance can be confirmed, but no medical information can be shared. Please renew it at your municipal office.',
    },
    reimbursed: {
      title: 'The medical subsidy is paid back later',
      lead: () => 'Please pay at the desk today. Your municipality pays it back when you apply there.',
    },
    next: 'Next',
  },

  consent: {
    title: 'Do you agree to share your past medical information with this clinic for your care?',
    items: {
      surgery: { name: 'Surgery', what: 'Operations you have had' },
      medication: { name: 'Medicines', what: 'Medicines prescribed to you' },
      diagnosis: { name: 'Treatment', what: 'Clinics visited and care given' },
      checkup: { name: 'Health check', what: 'Results from age 40 on' },
      prescriptions: { name: 'Prescriptions', what: 'Recent prescriptions and dispensed medicines' },
    },
    wide: {
      surgery: { name: 'Operations, diseases, infections', what: 'Operations, names of diseases, infections' },
      medication: { name: 'Medicines', what: 'Medicines you were prescribed' },
      diagnosis: {
        name: 'Treatment, allergies, tests',
        what: 'Treatment, allergies to drugs and others, test results',
      },
    },
    itemsLabel: 'What would be shared',
    reassurance: 'You will be treated whichever you choose. A yes is valid for 24 hours, in this clinic only.',
    all: 'Agree to all',
    choose: 'Choose one by one',
    none: 'Do not agree',
  },

  consentItems: {
    title: 'Please choose for each one whether you agree',
    yes: 'Agree',
    no: 'Do not agree',
  },
  oneByOne: { submit: 'Continue', remaining: (n) => (n === 1 ? '1 left to choose' : `${n} left to choose`) },

  prescription: {
    title: 'Which prescription would you like?',
    electronic: 'Electronic',
    electronicHint: 'At the pharmacy you use this card or a number',
    paper: 'On paper',
    paperHint: 'You take the paper to the pharmacy, as before',
  },

  subsidy: {
    verbs: {
      use: {
        title: 'Would you like to use your medical subsidy certificates?',
        titleEach: 'Please choose for each one whether to use it',
        yes: 'Use',
        no: 'Do not use',
        all: 'Use all',
        reassurance: 'You can see the doctor either way.',
      },
      provide: {
        title: 'Would you like to share your medical subsidy certificates?',
        titleEach: 'Please choose for each one whether to share it',
        yes: 'Share',
        no: 'Do not share',
        all: 'Share all',
        reassurance: 'You can see the doctor either way.',
      },
    },
    itemsLabel: 'Certificates',
    choose: 'Choose one by one',
    unnamed: 'Medical subsidy certificate',
    reimbursed: 'Pay at the desk, get it back later',
  },

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
  starting: { title: 'Getting ready', lead: 'Please wait a moment' },
  taken: { title: 'This screen is open somewhere else', lead: 'Please speak to the reception desk' },

  countdown: {
    title: (seconds) => (seconds === 1 ? 'Closing in 1 second' : `Closing in ${seconds} seconds`),
    seconds: 'sec',
    lead: 'Would you like to continue?',
    more: 'Continue',
    end: 'Stop check-in',
  },
};
