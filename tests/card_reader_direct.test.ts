import { describeCardReader } from './support/cardReaderContract.ts';
import { directRig } from './support/cardRig.ts';

describeCardReader('direct', directRig);
