import { describe, expect, test } from 'vitest';
import type { Reception } from '../../src/reception/reception.ts';
import type { ScreenId, View } from '../../src/screen/view.ts';
import type { Person } from '../../src/simulator/people.ts';
import { openQuickKiosk, people, type QuickKiosk, staffPasscode } from '../support/visit/quickKiosk.ts';
import {
  type Clinic,
  clinics,
  planFor,
  type Recorded,
  type VisitPlan,
  type Way,
  ways,
} from '../support/visit/visitRules.ts';
import { visitTable } from '../support/visit/visitTable.ts';

const patienceMs = 45_000;

interface Row {
  readonly person: Person;
  readonly way: Way;
  readonly clinic: Clinic;
  readonly plan: VisitPlan;
}

const rows: Row[] = Object.values(clinics).flatMap((clinic) =>
  people.flatMap((person) =>
    ways
      .filter((way) => way !== 'phone' || person.phone !== undefined)
      .map((way) => ({ person, way, clinic, plan: planFor(person, way, clinic) })),
  ),
);

/** Everything a person at this kiosk does, screen by screen, until it is free again; the screens they saw. */
async function visit(
  kiosk: QuickKiosk,
  { person, way, clinic }: Row,
): Promise<{ screens: ScreenId[]; problem: string | null }> {
  const screens: ScreenId[] = [];
  let problem: string | null = null;
  let wake: () => void = () => undefined;
  const see = (view: View): void => {
    if (view.screen !== screens.at(-1)) screens.push(view.screen);
    if (view.screen === 'problem') problem = view.code;
    wake();
  };
  const stop = kiosk.screen.onView(see);
  try {
    if (way === 'phone') kiosk.screen.press('phone.start');
    else await kiosk.card.insert(person);
    const deadline = Date.now() + patienceMs;
    let done = '';
    while (Date.now() < deadline) {
      const view = kiosk.screen.view();
      if (view.screen === 'idle' && screens.length > 1) return { screens: tidy(screens), problem };
      // Each thing is done once for each look of the screen.
      const look = JSON.stringify({ ...view, countdown: null });
      if (look !== done) {
        done = look;
        await act(kiosk, view, { person, way, clinic });
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 20);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    throw new Error(`no end of it: ${screens.join(' → ')}`);
  } finally {
    stop();
    await kiosk.phone.remove();
  }
}

/** What somebody does who stands before this screen. */
async function act(kiosk: QuickKiosk, view: View, { person, way, clinic }: Omit<Row, 'plan'>): Promise<void> {
  const press = (action: string): boolean => kiosk.screen.press(action);
  switch (view.screen) {
    case 'register':
      return void press('register.yes');
    case 'method': {
      if (view.face === 'preparing') return;
      return void (press(`method.${way}`) || press('cancel'));
    }
    case 'phone':
      if (view.state === 'choosing') return void press(`phone.${person.phone}`);
      await kiosk.phone.insert(person);
      return;
    case 'pin':
      for (const digit of person.card.pin) press(`pin.digit.${digit}`);
      return void press('pin.submit');
    case 'staff':
      if (view.state === 'waiting') return void press('staff.open');
      if (view.state === 'seeing') return void press('visual.injury');
      for (const digit of staffPasscode.digits) press(`pin.digit.${digit}`);
      return void press('pin.submit');
    case 'notice':
      return void press('notice.next');
    case 'consent':
      return void press(clinic.agrees ? 'consent.all' : 'consent.none');
    case 'prescription':
      return void press(clinic.agrees ? 'prescription.electronic' : 'prescription.paper');
    case 'subsidy':
      return void press(clinic.agrees ? 'subsidy.use' : 'subsidy.decline');
    case 'done':
      return void press('done.ok');
    case 'take-card':
      return kiosk.card.remove();
    case 'problem':
      await kiosk.card.remove();
      return void press('cancel');
    default:
      return;
  }
}

/** How long PMH lets somebody wait is no rule: of the checks only the last one counts. */
function tidy(screens: readonly ScreenId[]): ScreenId[] {
  return screens
    .filter((screen, at) => screen !== 'checking' || ['done', 'problem'].includes(screens[at + 1] ?? ''))
    .filter((screen, at, all) => screen !== all[at - 1])
    .filter((screen, at) => at > 0 || screen !== 'idle');
}

function recordedOf(reception: Reception | undefined): Recorded | null {
  if (!reception?.holder) return null;
  const { subsidies } = reception;
  return {
    status: reception.status,
    holder: reception.holder.method,
    consents: reception.consents.map(({ item, agreed }) => [item, agreed] as const),
    form: reception.prescriptionForm,
    subsidies: subsidies.answer === 'used' ? `used ${subsidies.certificates.length}` : subsidies.answer,
    validity: reception.eligibility?.validity ?? null,
    link: reception.link.kind,
  };
}

describe.each(Object.values(clinics))('$title', (clinic) => {
  test.each(rows.filter((row) => row.clinic === clinic).map((row) => [row.person.id, row.way, row] as const))(
    '%s by %s',
    async (_id, _way, row) => {
      const kiosk = await openQuickKiosk(clinic.settings);
      try {
        if (!clinic.lineIsUp) kiosk.faults.arm({ target: 'gateway', kind: 'down', count: 'until-cleared' });
        const { screens, problem } = await visit(kiosk, row);
        expect({ screens, problem, recorded: recordedOf(kiosk.receptions[0]) }).toEqual(row.plan);
        expect(kiosk.receptions.length).toBe(row.plan.recorded ? 1 : 0);
      } finally {
        await kiosk.close();
      }
    },
  );
});

test('the page in docs shows every row', async () => {
  await expect(visitTable(rows)).toMatchFileSnapshot('../../docs/reference/visits.md');
});
