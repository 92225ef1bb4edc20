import type { SpokenWords } from './spokenWords.ts';

export const en: SpokenWords = {
  choice: (n, name) => `${n}, ${name}.`,
  language: 'English.',
  stop: '.',
  back: 'Go back',
  choose: 'Press the number of your choice.',
  keys: [
    'How to use the keys.',
    'Number keys choose an answer.',
    'Plus and minus move forward and back. Enter confirms.',
    'Backspace deletes a digit.',
    'The asterisk says it again, more slowly.',
    'Slash says what the keys do.',
    'Escape stops the check-in.',
  ],
  typing: 'Press four number keys, then Enter. Backspace deletes.',
  typed: 'Four digits are in. Press Enter to confirm.',
  erased: (n) => {
    if (n === 0) return 'Deleted. No digit is left.';
    return n === 1 ? 'Deleted. One digit is left.' : `Deleted. ${n} digits are left.`;
  },
  named: (name, what) => `${name}, ${what}`,
  place: (n, of) => `Number ${n} of ${of}.`,
  answered: (name, answer) => `${name}: ${answer}.`,
  allAnswered: 'All are answered.',
  certificates: (n) => (n === 1 ? 'There is one certificate.' : `There are ${n} certificates.`),
  noticeForDesk: 'There is something about your payment. Please ask at the reception desk.',
  problemForDesk: 'The staff will look into it. Please speak to the reception desk.',
  faceBegins: 'The camera will look at your face. Please move as the voice says.',
  notSeen: 'The camera does not see your face. Please turn towards the voice.',
  turn: {
    left: 'Turn your head to your left, then back.',
    right: 'Turn your head to your right, then back.',
  },
  otherWays: 'For another way, press plus.',
  years: { era: 'A year of a Japanese era', western: 'A western year' },
  ways: 'For help, and for what the keys do, press slash.',
  on: 'You will be guided by voice.',
  louder: 'Louder.',
  quieter: 'Quieter.',
  faster: 'Faster.',
  slower: 'Slower.',
};
