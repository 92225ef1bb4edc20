import { expect, test } from 'vitest';
import { BlindPatient, type Plan } from '../../scripts/kiosk/blindPatient.ts';
import type { VisitSettings } from '../../src/visit/settings.ts';
import { openHeardKiosk } from '../support/speech/heardKiosk.ts';
import { people } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

interface Journey {
  readonly person: string;
  readonly plan: Plan;
  readonly settings?: Partial<VisitSettings>;
  readonly fault?: 'gateway-down';
  readonly plugged?: boolean;
}

const ownPin = (id: string): string => personCalled(id).card.pin ?? '';

function personCalled(id: string) {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}

/** Goes through a visit by ear and number pad alone; what was recorded of it, and what was heard. */
async function byEar({ person, plan, settings = {}, fault, plugged = false }: Journey) {
  const kiosk = await openHeardKiosk(settings);
  try {
    kiosk.sound.plug(plugged);
    if (fault) kiosk.faults.arm({ target: 'gateway', kind: 'down', count: 'until-cleared' });
    const patient = new BlindPatient(
      {
        heard: async () => kiosk.sound.heard().filter(({ kind }) => kind === 'words'),
        key: async (code) => {
          kiosk.screen.key({ code, up: false });
          kiosk.screen.key({ code, up: true });
        },
        layCard: async () => void (await kiosk.card.insert(personCalled(person))),
        takeCard: () => kiosk.card.remove(),
      },
      plan,
    );
    await patient.visit();
    return { reception: kiosk.receptions.at(-1), heard: kiosk.sound.heard().map(({ text }) => text) };
  } finally {
    await kiosk.close();
  }
}

const byPin = /^(暗証番号|PIN)/;
const goOn = /次に進む|Next|Continue/;

test('checks in by PIN, mistyped once, and refuses everything', async () => {
  const person = 'yamada-hanako';
  const { reception, heard } = await byEar({
    person,
    plan: { wants: [byPin, /^同意しない/], pins: ['0000', ownPin(person)] },
  });
  expect(reception?.holder?.method).toBe('pin');
  expect(Object.values(reception?.consents ?? {}).map((consent) => consent?.agreed)).toEqual([false, false]);
  expect(heard).toContain('暗証番号がちがいます');
  expect(heard.join(' ')).not.toContain(ownPin(person));
});

test('agrees to everything, in English, having turned the voice on by one key', async () => {
  const person = 'yamada-hanako';
  const { reception, heard } = await byEar({
    person,
    plan: { wants: [byPin, /^Agree to all|^Share all|^I agree/i], pins: [ownPin(person)], firstKey: 'NumpadMultiply' },
    settings: { defaultLanguage: 'en', defaultSeen: sampleSettings.defaultSeen },
  });
  expect(heard[0]).toBe('You will be guided by voice.');
  expect(Object.values(reception?.consents ?? {}).map((consent) => consent?.agreed)).toEqual([true, true]);
});

test('answers one by one', async () => {
  const person = 'yamada-hanako';
  const { reception } = await byEar({
    person,
    plan: { wants: [byPin, /^一つずつ/, /^同意する/, /^決定/], pins: [ownPin(person)] },
  });
  expect(Object.values(reception?.consents ?? {}).map((consent) => consent?.agreed)).toEqual([true, true]);
});

test('hears that the certificate has run out, and what to do, and goes on', async () => {
  const person = 'kato-yuki';
  const { reception, heard } = await byEar({ person, plan: { wants: [byPin, goOn], pins: [ownPin(person)] } });
  expect(reception).toBeDefined();
  expect(heard).toContain('カードの電子証明書の期限が切れています');
});

test.each([false, true])(
  'decides about certificates; their names are heard with headphones (%s) only',
  async (plugged) => {
    const person = 'ogawa-emi';
    const { reception, heard } = await byEar({
      person,
      plugged,
      plan: { wants: [byPin, /^すべて同意する/, /^一つずつ/, /^利用する/, /^決定/, goOn], pins: [ownPin(person)] },
    });
    const names = reception?.subsidies.certificates.map(({ certificationName }) => certificationName) ?? [];
    expect(names).toHaveLength(2);
    expect(heard).toContain('利用するかどうかを、一つずつ選んでください');
    for (const name of names) expect(heard.join(' ').includes(name)).toBe(plugged);
  },
);

test('is recognised by face', async () => {
  const { reception } = await byEar({ person: 'yamada-hanako', plan: { wants: [/^顔認証/, /^同意しない/] } });
  expect(reception?.holder?.method).toBe('face');
});

test('is checked in while the line is down', async () => {
  const person = 'yamada-hanako';
  const { reception } = await byEar({
    person,
    plan: { wants: [byPin, /^すべて同意する/], pins: [ownPin(person)] },
    fault: 'gateway-down',
  });
  expect(reception).toBeDefined();
});
