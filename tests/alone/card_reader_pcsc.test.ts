import { afterAll, beforeAll } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { describeCardReader } from '../support/card/cardReaderContract.ts';
import { pcscRig } from '../support/card/cardRig.ts';
import { silent } from '../support/system/silent.ts';

let pcscd: PcscdHandle;
beforeAll(async () => {
  pcscd = unwrap(await ensurePcscd({ log: silent }));
});
afterAll(() => pcscd.stop());

describeCardReader('pcscd and vpcd', pcscRig);
