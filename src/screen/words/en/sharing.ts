import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
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
};
