import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: 'Please place your My Number card',
    lead: 'Lay it on the reader with the photo facing up',
    phone: 'Check in with a smartphone',
    steps: ['Place your card', 'Confirm with your face or PIN', 'Choose what to share: done'],
    reader: 'Card reader',
  },
  cleaning: {
    title: 'The screen is being cleaned',
    lead: 'It does not react to touch. Please wait a moment',
    left: (n) => `${n} seconds left`,
  },

  diagnostics: {
    title: 'Under maintenance',
    lead: 'This kiosk cannot be used now. Please go to the reception desk',
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
};
