import { describeCardReader } from '../support/card/cardReaderContract.ts';
import { directRig } from '../support/card/cardRig.ts';

describeCardReader('direct', directRig);
