import type { BlindWorld, HeadPlace } from './blindPatient.ts';
import type { SimulatorApi } from './simulatorApi.ts';

/** What is put between a blind patient and a running kiosk. */
export interface EarsAndPad {
  readonly simulator: SimulatorApi;
  /** Whose card and whose head. */
  readonly person: string;
  /** Presses one key; through the simulator when absent. */
  readonly key?: (code: string) => Promise<void>;
  /** Told of everything the patient does, as it is done. */
  readonly note?: (what: string) => void;
}

/** A running kiosk as a blind patient has it: what was played since they came, a number pad, their card, their head. */
export async function earsAndPad({ simulator, person, key, note }: EarsAndPad): Promise<BlindWorld> {
  const before = (await simulator.speech()).length;
  const press = key ?? ((code: string) => simulator.pressKeys(code).then(() => undefined));
  return {
    listenEveryMs: 100,
    heard: async () => (await simulator.speech()).slice(before),
    key: async (code) => {
      note?.(`presses ${code}`);
      await press(code);
    },
    layCard: async () => {
      note?.('lays the card down');
      await simulator.insertCard(person);
    },
    takeCard: async () => {
      note?.('takes the card');
      await simulator.removeCard();
    },
    moveHead: async (at: HeadPlace) => {
      note?.(`has the head at ${at.x.toFixed(1)}, ${at.y.toFixed(1)}, ${at.size.toFixed(2)}, ${at.turn}`);
      await simulator.showCamera({ person, at });
    },
  };
}
