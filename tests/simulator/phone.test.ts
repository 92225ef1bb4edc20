import { describe, expect, onTestFinished, test } from 'vitest';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { createPhoneToken, type PhoneTouch } from '../../src/card/phoneToken.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { certificateSerial, demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { createGatewayServer } from '../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { WatchedReader } from '../support/card/cardRig.ts';

const never = new AbortController().signal;
const now = () => new Date();
const trustAnchors = await demoTrustAnchors(projectRoot(), now());
const ren = personCalled('sakamoto-ren');
const mio = personCalled('endo-mio');
const iphone: PhoneTouch = { kind: 'iphone', pin: null, lastTryAccepted: false };

describe('a phone held to the second reader', () => {
  test('an iPhone proves its owner at once, and the gateway knows them by it', async () => {
    const { touch } = await holding('endo-mio');
    const proven = await touch(iphone);
    expect(proven).toMatchObject({
      kind: 'proven',
      identity: { serial: certificateSerial(mio.id, 'phone'), certificateClass: 'valid', photo: 'unavailable' },
    });
    if (proven.kind !== 'proven') return;
    const { certificate } = proven.identity;
    const answer = await (await client()).ask({ certificate, holder: { method: 'phone', ...proven.proof } }, never);
    expect(answer).toEqual({ ok: true, value: mio.eligibility });
  });

  test('an Android phone takes the PIN, gives its certificate to nobody else, and the PIN is gone afterwards', async () => {
    const { touch } = await holding('sakamoto-ren');
    const pin = Buffer.from(ren.card.pin);
    const proven = await touch({ kind: 'android', pin, lastTryAccepted: false });
    expect(proven).toMatchObject({ kind: 'proven', identity: { pinTriesLeft: 3 } });
    expect([...pin]).toEqual([0, 0, 0, 0]);
    if (proven.kind !== 'proven') return;
    const { certificate } = proven.identity;
    const answer = await (await client()).ask({ certificate, holder: { method: 'pin', ...proven.proof } }, never);
    expect(answer).toEqual({ ok: true, value: ren.eligibility });
  });

  test('counts a wrong PIN on the phone alone, asks before the last try, and locks', async () => {
    const { touch, cards } = await holding('sakamoto-ren');
    const guess = (lastTryAccepted = false) => touch({ kind: 'android', pin: Buffer.from('0000'), lastTryAccepted });
    expect(await guess()).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(await guess()).toEqual({ kind: 'wrong', triesLeft: 1 });
    expect(await guess()).toEqual({ kind: 'last-try' });
    expect(await guess(true)).toEqual({ kind: 'locked' });
    const right = { kind: 'android', pin: Buffer.from(ren.card.pin), lastTryAccepted: true } as const;
    expect(await touch(right)).toEqual({ kind: 'locked' });
    const plastic = await cards.cardOf(ren);
    // SELECT the JPKI application, its PIN file, then VERIFY without data: three tries.
    for (const apdu of ['00a404000ad392f000260100000001', '00a4020c020018']) {
      expect(Buffer.from(plastic.process(Buffer.from(apdu, 'hex'))).toString('hex')).toBe('9000');
    }
    expect(Buffer.from(plastic.process(Buffer.from('00200080', 'hex'))).toString('hex')).toBe('63c3');
  });

  test('is told apart from the other kind, without a try being spent', async () => {
    const { touch } = await holding('sakamoto-ren');
    expect(await touch(iphone)).toEqual({ kind: 'other-token' });
    const other = await holding('endo-mio');
    const android = { kind: 'android', pin: Buffer.from('1234'), lastTryAccepted: false } as const;
    expect(await other.touch(android)).toEqual({ kind: 'other-token' });
  });
});

/** The phone of this person on a reader of this test's own. */
async function holding(id: string) {
  const cards = await createCardBox(projectRoot(), now);
  const slot = createDirectSlot(cards.phones, new FaultBoard());
  const reader = new WatchedReader(createDirectReader(slot));
  onTestFinished(async () => {
    await reader.close();
    await slot.close();
  });
  await reader.watch();
  unwrap(await slot.insert(personCalled(id)));
  const { card: channel } = await reader.next('card.placed');
  const token = createPhoneToken({ channel, trustAnchors, now });
  return { cards, touch: async (touch: PhoneTouch) => unwrap(await token.prove(touch, never)) };
}

async function client() {
  const simulated = createSimulatedGateway({
    faults: new FaultBoard(),
    people: loadPeople(projectRoot()),
    trustAnchors,
  });
  const server = await createGatewayServer(simulated);
  onTestFinished(() => server.close());
  return createGatewayClient({ url: server.url, institutionCode: '1311234567', timeoutMs: 10_000 });
}
