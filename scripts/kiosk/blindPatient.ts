import { setTimeout as sleep } from 'node:timers/promises';

/** One thing that was said. */
export interface Utterance {
  readonly language: string;
  readonly text: string;
}

/** Everything a blind patient has: ears at the loudspeaker, a number pad under the fingers, a card, and a head to move. */
export interface BlindWorld {
  /** What was really played, oldest first. */
  heard(): Promise<readonly Utterance[]>;
  /** One key of the pad, by its place: `Numpad5`. */
  key(code: string): Promise<void>;
  layCard(): Promise<void>;
  takeCard(): Promise<void>;
  moveHead?(at: HeadPlace): Promise<void>;
  /** How often the ears are asked, milliseconds. */
  readonly listenEveryMs?: number;
}

/** Where the head is in the picture: -1 to 1 from the patient's left to right and from top to bottom, and how large. */
export interface HeadPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turn: 'left' | 'right' | 'straight';
}

/** What a patient has made up their mind about; the first that is offered is chosen. */
export interface Plan {
  /** Answers that are wanted, in the words in which they are said, by preference. */
  readonly wants: readonly RegExp[];
  /** PINs in the order in which they are typed. */
  readonly pins?: readonly string[];
  /** Where the head is before anybody has said anything. */
  readonly head?: HeadPlace;
  /** The key that is pressed first, to hear anything at all. */
  readonly firstKey?: string;
}

/** What the patient understands, in each language they speak. */
const understands = {
  layCard: /マイナンバーカードを置いて|My Number Card|your card on the reader|Place your/i,
  choice: /^(\d)[、,] ?(.+?)[。.]$/,
  typePin: /数字のキーを4回|four number keys/,
  takeCard: /カードをお取りください|take your card|Take your card/,
  again: /はじめからやり直す|もう一度置いて/,
} as const;

/** How the head is moved when a direction is heard: a little, as a person would. */
const moves: readonly (readonly [RegExp, (at: HeadPlace) => HeadPlace])[] = [
  [/まっすぐ|look straight/, (at) => ({ ...at, turn: 'straight' })],
  [/左へ|move a little to your left/, (at) => ({ ...at, x: at.x - 0.2 })],
  [/右へ|move a little to your right/, (at) => ({ ...at, x: at.x + 0.2 })],
  [/上へ|little higher/, (at) => ({ ...at, y: at.y - 0.2 })],
  [/下へ|little lower/, (at) => ({ ...at, y: at.y + 0.2 })],
  [/近づいて|little closer/, (at) => ({ ...at, size: at.size + 0.1 })],
  [/離れて|move back/, (at) => ({ ...at, size: at.size - 0.1 })],
];

/** There and back, as it was told in one sentence. */
const turns: readonly (readonly [RegExp, 'left' | 'right'])[] = [
  [/左を向いて|to your left, then back/, 'left'],
  [/右を向いて|to your right, then back/, 'right'],
];
/** How long the head stays there before it comes back. */
const turnedMs = 1_800;

const lookEveryMs = 20;
const fingerMs = 400;
/** After so long without a word the first key is pressed again: perhaps somebody else's visit was not over yet. */
const silenceMs = 20_000;

/**
 * A patient who sees nothing: hears what was played, presses keys of a number pad, moves the head as told. Nothing of the
 * screen reaches them.
 */
export class BlindPatient {
  private readonly world: BlindWorld;
  private readonly plan: Plan;
  private readonly pins: string[];
  private next = 0;
  private head: HeadPlace | undefined;

  constructor(world: BlindWorld, plan: Plan) {
    this.world = world;
    this.plan = plan;
    this.pins = [...(plan.pins ?? [])];
    this.head = plan.head;
  }

  /** The whole visit, from laying the card down to taking it. Rejects where nothing is heard that leads on. */
  async visit(patienceMs = 30_000): Promise<void> {
    const until = performance.now() + patienceMs;
    if (this.plan.firstKey !== undefined) await this.world.key(this.plan.firstKey);
    if (this.head) await this.world.moveHead?.(this.head);
    let hasLaidCard = false;
    let heardAt = performance.now();
    while (performance.now() < until) {
      const said = await this.listen();
      if (said === undefined) {
        if (!hasLaidCard && this.plan.firstKey !== undefined && performance.now() - heardAt > silenceMs) {
          heardAt = performance.now();
          await this.world.key(this.plan.firstKey);
        }
        await sleep(this.world.listenEveryMs ?? lookEveryMs);
        continue;
      }
      heardAt = performance.now();
      const { text } = said;
      if (!hasLaidCard && understands.layCard.test(text)) {
        hasLaidCard = true;
        await this.world.layCard();
      } else if (hasLaidCard && understands.takeCard.test(text)) {
        await this.world.takeCard();
        return;
      } else if (understands.typePin.test(text)) await this.typePin();
      else if (!(await this.choose(text))) await this.move(text);
    }
    throw new Error(`a blind patient heard nothing that leads on; last: ${await this.last()}`);
  }

  /** The next thing that was heard to its end. */
  private async listen(): Promise<Utterance | undefined> {
    const all = await this.world.heard();
    const said = all[this.next];
    if (said) this.next += 1;
    return said?.text.endsWith('…') ? this.listen() : said;
  }

  private async typePin(): Promise<void> {
    const pin = this.pins.shift();
    if (pin === undefined) return;
    for (const digit of pin) {
      await this.world.key(`Numpad${digit}`);
      await sleep(lookEveryMs);
    }
    await this.world.key('NumpadEnter');
    await this.forget();
  }

  /** Whether this was an answer that is wanted, and is given now. */
  private async choose(text: string): Promise<boolean> {
    const [, number, name] = understands.choice.exec(text) ?? [];
    if (number === undefined || name === undefined || !this.plan.wants.some((want) => want.test(name))) return false;
    await this.press(`Numpad${number}`);
    await this.forget();
    return true;
  }

  /** A finger takes a moment from the ear to the key: nobody answers what has only begun to be asked. */
  private async press(code: string): Promise<void> {
    await sleep(fingerMs);
    await this.world.key(code);
  }

  private async move(text: string): Promise<void> {
    const [, side] = turns.find(([told]) => told.test(text)) ?? [];
    if (side) {
      await this.put({ turn: side });
      await sleep(turnedMs);
      return this.put({ turn: 'straight' });
    }
    const [, moved] = moves.find(([told]) => told.test(text)) ?? [];
    if (moved && this.head) await this.put(moved(this.head));
  }

  private async put(change: Partial<HeadPlace>): Promise<void> {
    if (!this.head) return;
    this.head = { ...this.head, ...change };
    await this.world.moveHead?.(this.head);
  }

  /** What was said before a key was pressed is about the question before. */
  private async forget(): Promise<void> {
    this.next = (await this.world.heard()).length;
  }

  private async last(): Promise<string> {
    const all = await this.world.heard();
    return all
      .slice(-5)
      .map(({ text }) => text)
      .join(' / ');
  }
}
