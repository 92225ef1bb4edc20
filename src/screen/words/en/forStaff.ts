import { visualReasonWords } from '../../../reception/visualReasons.ts';
import type { StaffWords } from '../shape/forStaff.ts';

export const forStaff: StaffWords = {
  close: 'Back to the patient',
  only: 'For staff',
  pad: 'Staff passcode',
  typed: (n) => `${n} of 4 digits typed`,
  passcode: {
    wrong: 'This passcode is not right',
    locked: 'Staff are coming. Please wait',
  },
  see: 'Compare the photo on the card with the person',
  seeLead: 'Choose why. On the right: staff also enter the answers the patient gives.',
  reasons: visualReasonWords.en,
  patientAnswers: 'Patient continues',
  staffAnswers: 'Staff enter the answers',
};
