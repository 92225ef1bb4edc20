import type { KioskProcess } from '../../kiosk/kioskProcess.ts';
import { personCalled } from '../../kiosk/visits.ts';
import type { Glass } from './glass.ts';

export interface Standing {
  readonly kiosk: KioskProcess;
  readonly glass: Glass;
}

/** How a patient comes to stand before one screen; `more` is what the kiosk is started with for it besides. */
type Way = (standing: Standing) => Promise<void>;

/** What the kiosk is started with, so that every question is asked; nothing moves, so that pictures can be compared. */
export const setting = [
  'accessibility.calm=true',
  'prescription.introduced=true',
  'prescription.askAtReception=true',
  'subsidies.enabled=true',
].flatMap((each) => ['--set', each]);

const usual = 'fernandez-alexandra';

/** Lays this card down and says who they are by PIN. */
async function identified({ kiosk, glass }: Standing, id: string): Promise<void> {
  await kiosk.simulator.insertCard(id);
  await glass.touches('method', 'method.pin');
  for (const digit of personCalled(id).card.pin) await glass.touches('pin', `pin.digit.${digit}`);
  await glass.touches('pin', 'pin.submit');
}

async function agreed(standing: Standing, id: string): Promise<void> {
  await identified(standing, id);
  await standing.glass.touches('consent', 'consent.all');
}

async function prescribed(standing: Standing, id: string): Promise<void> {
  await agreed(standing, id);
  await standing.glass.touches('prescription', 'prescription.paper');
}

const lays =
  (id: string): Way =>
  async ({ kiosk }) =>
    void (await kiosk.simulator.insertCard(id));

/** Every screen a patient can be on, and what lies over one. */
export const ways: Readonly<Record<string, readonly [screen: string, reach: Way, ...more: readonly string[]]>> = {
  idle: ['idle', async () => undefined],
  'idle, in large words and another language': [
    'idle',
    async ({ glass }) => {
      await glass.touches('idle', 'language.en');
      await glass.touches('idle', 'settings');
      await glass.touches('idle', 'text.larger');
    },
  ],
  'idle, in high contrast': [
    'idle',
    async ({ glass }) => {
      await glass.touches('idle', 'settings');
      await glass.touches('idle', 'contrast.next');
    },
  ],
  phone: ['phone', ({ glass }) => glass.touches('idle', 'phone.start')],
  reading: [
    'reading',
    async ({ kiosk }) => {
      await kiosk.simulator.fault('gateway', 'late', 'until-cleared');
      await kiosk.simulator.insertCard(usual);
    },
  ],
  register: ['register', lays('kimura-sakura')],
  method: ['method', lays(usual)],
  'method, behind the settings': [
    'method',
    async ({ kiosk, glass }) => {
      await kiosk.simulator.insertCard(usual);
      await glass.touches('method', 'settings');
      await glass.touches('method', 'contrast.next');
    },
  ],
  face: [
    'face',
    async ({ kiosk, glass }) => {
      await kiosk.simulator.showCamera({ image: `fixtures/people/${usual}/frame-1.jpg` });
      await kiosk.simulator.insertCard(usual);
      await glass.touches('method', 'method.face');
      await glass.page.locator('[data-screen="face"] canvas').first().waitFor();
    },
  ],
  pin: [
    'pin',
    async ({ kiosk, glass }) => {
      await kiosk.simulator.insertCard(usual);
      await glass.touches('method', 'method.pin');
      for (const digit of '12') await glass.touches('pin', `pin.digit.${digit}`);
    },
  ],
  'card-number': [
    'card-number',
    async ({ kiosk, glass }) => {
      await kiosk.simulator.fault('cardCamera', 'dead', 'until-cleared');
      await kiosk.simulator.insertCard(usual);
      await glass.touches('method', 'method.number');
      for (const digit of '590') await glass.touches('card-number', `pin.digit.${digit}`);
    },
    ...['--set', 'simulator.cardCamera=true'],
  ],
  staff: [
    'staff',
    async ({ kiosk, glass }) => {
      await kiosk.simulator.insertCard(usual);
      await glass.touches('method', 'method.staff');
    },
  ],
  notice: ['notice', (standing) => identified(standing, 'kato-yuki')],
  consent: ['consent', (standing) => identified(standing, usual)],
  'consent-items': [
    'consent-items',
    async (standing) => {
      await identified(standing, usual);
      await standing.glass.touches('consent', 'consent.choose');
      await standing.glass.touches('consent-items', 'item.medication.yes');
    },
  ],
  prescription: ['prescription', (standing) => agreed(standing, usual)],
  subsidy: ['subsidy', (standing) => prescribed(standing, 'ogawa-emi')],
  'subsidy, one by one': [
    'subsidy',
    async (standing) => {
      await prescribed(standing, 'ogawa-emi');
      await standing.glass.touches('subsidy', 'subsidy.choose');
    },
  ],
  checking: [
    'checking',
    async (standing) => {
      await standing.kiosk.simulator.fault('gateway', 'late', 'until-cleared');
      await prescribed(standing, usual);
    },
  ],
  done: ['done', (standing) => prescribed(standing, usual)],
  'take-card': [
    'take-card',
    async (standing) => {
      await prescribed(standing, usual);
      await standing.glass.touches('done', 'done.ok');
    },
  ],
  problem: ['problem', (standing) => identified(standing, 'abe-naoki').then(() => leadsToDesk(standing))],
  'consent, with its time running out': [
    'consent',
    async (standing) => {
      await identified(standing, usual);
      await standing.glass.page.locator('[data-action="more-time"]').waitFor({ timeout: 60_000 });
    },
    ...['--set', 'visit.inactivitySeconds=15'],
  ],
  diagnostics: [
    'diagnostics',
    async ({ glass }) => {
      await glass.sees('idle');
      await glass.pressesCorners();
    },
  ],
  cleaning: ['cleaning', ({ glass }) => glass.holdsCorners()],
  'out-of-service': ['out-of-service', async ({ kiosk }) => void (await kiosk.simulator.fault('reader', 'lost'))],
  practice: [
    'method',
    async ({ glass }) => {
      await glass.touches('idle', 'practice.start');
      await glass.touches('idle', 'practice.place');
    },
  ],
};

/** Somebody else's insurance was found: they are sent to the desk. */
async function leadsToDesk({ glass }: Standing): Promise<void> {
  await glass.touches('consent', 'consent.all');
  await glass.touches('prescription', 'prescription.paper');
}
