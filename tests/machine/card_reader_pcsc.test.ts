import { afterAll, beforeAll } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { describeCardReader } from '../support/cardReaderContract.ts';
import { pcscRig } from '../support/cardRig.ts';
import { silent } from '../support/silent.ts';

let pcscd: PcscdHandle;
beforeAll(async () => {
  pcscd = unwrap(await ensurePcscd({ log: silent }));
});
afterAll(() => pcscd.stop());

describeCardReader('pcscd and vpcd', pcscRig);
