import { mkdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import type { DeskGateway } from '../../src/eligibility/deskGateway.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { folderLookUp } from '../../src/outbox/sinks/oqs/folderLookUp.ts';
import type { InsuranceLookUp } from '../../src/reception/insuranceLookUp.ts';
import { FaultBoard, type FaultKind } from '../../src/simulator/faults.ts';
import { createGatewayServer } from '../../src/simulator/gateway/gatewayServer.ts';
import { Register } from '../../src/simulator/gateway/register.ts';
import { createSimulatedGateway } from '../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { startSimulatedTerminal } from '../../src/simulator/terminal.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { never } from '../support/outbox/lookUpShare.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const people = loadPeople(projectRoot());
const institutionCode = '1311234567';
/** How long an answer is waited for that shall come, and one that shall not; the machine may be busy. */
const patience = { forAnAnswer: 20_000, forNone: 1_500 };

interface Way {
  readonly ask: DeskGateway['lookUpInsurance'];
  readonly faults: FaultBoard;
}

/** The two ways a clinic may ask by numbers; each has the same system behind it. */
const ways: Readonly<Record<string, (patienceMs?: number) => Promise<Way>>> = {
  async gateway(patienceMs = patience.forAnAnswer) {
    const faults = new FaultBoard();
    const gateway = createSimulatedGateway({ faults, people, trustAnchors: [], slowMs: 5_000, lateMs: 200 });
    const server = await createGatewayServer(gateway);
    onTestFinished(() => server.close());
    const client = createGatewayClient({ url: server.url, institutionCode, timeoutMs: patienceMs });
    return { faults, ask: (question, signal) => client.lookUpInsurance(question, signal) };
  },
  async folder(patienceMs = patience.forAnAnswer) {
    const faults = new FaultBoard();
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const terminal = startSimulatedTerminal({ folder, faults, register: new Register(people), lateMs: 200 });
    onTestFinished(() => terminal.close());
    const options = { root: folder, institutionCode, kiosk: 'kiosk-1', encoding: 'shift_jis', pollMs: 20 } as const;
    const lookUp = folderLookUp({ ...options, timeLimitMs: patienceMs });
    return { faults, ask: (question, signal) => lookUp.ask(question, signal) };
  },
};

describe.each(Object.entries(ways))('asking by numbers, by way of the %s', (_name, open) => {
  test.each(people.filter(({ eligibility }) => eligibility.insurance !== null).map(({ id }) => id))(
    'tells of %s what the system knows, and nothing of anybody else',
    async (id) => {
      const { ask } = await open();
      const { eligibility } = personCalled(id);
      const answer = await ask({ ...numbersOf(id), limitConsent: true }, never());
      // What the form has no place for stays at the terminal; an address nobody may see goes nowhere.
      const { medicalAssistance: _, notDisclosed, insurance, ...told } = eligibility;
      expect(answer).toMatchObject({
        ok: true,
        value: { ...told, ...(notDisclosed ? { address: '' } : {}), insurance: { ...insurance } },
      });
    },
  );

  test('keeps 限度額 of who did not agree to be asked about it', async () => {
    const { ask } = await open();
    const id = people.find(({ eligibility }) => eligibility.limit && eligibility.insurance)?.id ?? '';
    const answer = await ask(numbersOf(id), never());
    expect(answer.ok && answer.value.limit).toBeUndefined();
  });

  test('says that nobody was found, and names nobody', async () => {
    const { ask } = await open();
    const answer = await ask({ ...numbersOf('yamada-hanako'), insuredIdentificationNumber: '000' }, never());
    expect(answer).toMatchObject({ ok: true, value: { validity: 'none-found', name: '', insurance: null } });
  });

  test.each<[FaultKind<'gateway'>, string]>([
    ['down', 'U-402'],
    ['slow', 'U-402'],
    ['error', 'U-403'],
    ['garbage', 'U-403'],
    ['in-progress', 'U-404'],
  ])('is %s → %s, and the next question is answered', async (kind, code) => {
    const { ask, faults } = await open(patience.forNone);
    faults.arm({ target: 'gateway', kind, count: 1 });
    expect(await ask(numbersOf('yamada-hanako'), never())).toMatchObject({ ok: false, problem: { code } });
    expect(await ask(numbersOf('yamada-hanako'), never())).toMatchObject({ ok: true, value: { validity: 'valid' } });
  });

  test('waits for an answer that is late and in time', async () => {
    const { ask, faults } = await open();
    faults.arm({ target: 'gateway', kind: 'late', count: 1 });
    expect(await ask(numbersOf('yamada-hanako'), never())).toMatchObject({ ok: true });
  });

  test('is given up with its signal', async () => {
    const { ask, faults } = await open();
    faults.arm({ target: 'gateway', kind: 'slow', count: 1 });
    const answer = await ask(numbersOf('yamada-hanako'), AbortSignal.timeout(50));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });
});

function numbersOf(id: string): InsuranceLookUp {
  const { insurance, birthdate } = personCalled(id).eligibility;
  return {
    insurerNumber: insurance?.insurerNumber ?? '',
    insuredCardSymbol: insurance?.insuredCardSymbol ?? '',
    insuredIdentificationNumber: insurance?.insuredIdentificationNumber ?? '',
    insuredBranchNumber: insurance?.insuredBranchNumber ?? '',
    birthdate,
    limitConsent: false,
  };
}
