import { setTimeout as sleep } from 'node:timers/promises';
import { isTyping } from '../../../src/screen/keypad/places.ts';
import type { View } from '../../../src/screen/view.ts';
import type { Person } from '../../../src/simulator/people.ts';
import type { Dice } from './dice.ts';
import type { Hands } from './hands.ts';
import type { Stage } from './stage.ts';

/** Keys of a pad and of a keyboard, those that mean nothing too. */
const keys = [
  ...[1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `Numpad${digit}`),
  ...['NumpadEnter', 'NumpadEnter', 'Enter', 'NumpadAdd', 'NumpadSubtract', 'ArrowDown', 'ArrowUp'],
  ...['NumpadMultiply', 'NumpadDecimal', 'NumpadDivide', 'Backspace', 'Escape', 'Space', 'KeyA', 'F5', 'Tab'],
];

/** What leads nowhere, or away: pressed too, but less. */
const asides =
  /^(cancel|help|language|pin\.clear|settings|keys|text|contrast|calm|low|voice|cleaning|diagnostics|panel|practice)/;

/** Names that may be sent whatever is on the screen. */
const anything = ['consent.all', 'consent.none', 'item.medication.yes', 'subsidy.use', 'pin.submit', 'no.such.thing'];

/** A press that came too fast waits its turn in the kiosk; it is this patient's, not the next one's. Milliseconds. */
const lastPressMs = 150;

/** What one patient has been shown, newest last: fingers come late. */
const remembered = 6;

/** Somebody who does not wait, does not read, and presses whatever is there. */
export class ImpatientPatient {
  private readonly dice: Dice;
  private readonly hands: Hands;
  private readonly stage: Pick<Stage, 'card'>;
  private readonly person: Person;
  /** The key of a large switch, where the kiosk has one. */
  private readonly oneSwitch: string;
  private offered: readonly string[] = [];

  constructor(dice: Dice, hands: Hands, stage: Pick<Stage, 'card'>, person: Person, oneSwitch: string) {
    this.dice = dice;
    this.hands = hands;
    this.stage = stage;
    this.person = person;
    this.oneSwitch = oneSwitch;
  }

  /** From before the card is laid down until they have had enough; they take the card with them. */
  async visit(): Promise<void> {
    const { dice, stage, person } = this;
    if (dice.chance(0.3)) await this.doSomething();
    await stage.card.insert(person);
    const patience = dice.between(10, 45);
    for (let done = 0; done < patience && this.hands.view()?.screen !== 'done'; done += 1) {
      await this.doSomething();
      await sleep(dice.chance(0.15) ? dice.between(150, 600) : dice.between(0, 90));
    }
    if (dice.chance(0.5)) await this.doSomething();
    await stage.card.remove();
    await sleep(lastPressMs);
  }

  private async doSomething(): Promise<void> {
    const { dice, hands } = this;
    const view = hands.view();
    if (!view) return;
    this.offered = [...this.offered, ...view.actions].slice(-remembered * 8);
    if (isTyping(view) && dice.chance(0.5)) return this.type(view);
    const gesture = dice.weighed<() => Promise<void>>([
      [30, () => hands.touch(this.choice(view))],
      [8, () => this.twice(() => hands.touch(this.choice(view)))],
      [8, () => this.sameTwice(this.choice(view))],
      [10, () => hands.touch(this.choice(view), this.choice(view), this.choice(view))],
      [5, () => hands.touch(dice.of(this.offered) ?? 'help')],
      [4, () => hands.touch(dice.of(anything) ?? 'help')],
      [18, () => this.key(this.anyKey())],
      [6, () => this.keyTwice(this.anyKey())],
      [6, () => this.chord()],
      [3, () => this.hold(this.anyKey())],
      [3, () => hands.fumble()],
      [0.5, () => this.liftCard()],
      [this.oneSwitch === '' ? 0 : 30, () => this.pressSwitch()],
    ]);
    await gesture?.();
  }

  private choice({ actions }: View): string {
    const onward = actions.filter((action) => !asides.test(action));
    const from = onward.length > 0 && this.dice.chance(0.93) ? onward : actions;
    return this.dice.of(from) ?? 'help';
  }

  /** Most know their PIN. */
  private async type({ screen }: View): Promise<void> {
    const { dice, hands, person } = this;
    const isRight = screen === 'pin' && dice.chance(0.85);
    const digits = isRight ? person.card.pin : String(Math.floor(dice.between(1_000, 9_999)));
    const isByKeys = dice.chance(0.5);
    const left = hands.view();
    // Whoever has begun begins again.
    if (left?.screen === 'pin')
      for (let typed = left.digitsTyped; typed > 0; typed -= 1) await hands.touch('pin.clear');
    for (const digit of digits) {
      if (isByKeys) await this.key(`Numpad${digit}`);
      else await hands.touch(`pin.digit.${digit}`);
      await sleep(dice.between(0, 25));
    }
    if (isByKeys) await this.key('NumpadEnter');
    else await hands.touch('pin.submit');
    if (dice.chance(0.3)) await hands.touch('pin.submit');
  }

  private async twice(act: () => Promise<void>): Promise<void> {
    await act();
    await sleep(this.dice.between(0, 80));
    await act();
  }

  private sameTwice(action: string): Promise<void> {
    return this.twice(() => this.hands.touch(action));
  }

  private anyKey(): string {
    return this.dice.of(keys) ?? 'NumpadEnter';
  }

  private async key(code: string): Promise<void> {
    await this.hands.keyDown(code);
    await this.hands.keyUp(code);
  }

  private keyTwice(code: string): Promise<void> {
    return this.twice(() => this.key(code));
  }

  private async chord(): Promise<void> {
    const codes = [this.anyKey(), this.anyKey(), this.anyKey()];
    for (const code of codes) await this.hands.keyDown(code);
    for (const code of codes) await this.hands.keyUp(code);
  }

  /** Held down, or dropped on: it goes down again and again without coming up. */
  private async hold(code: string): Promise<void> {
    for (let times = 0; times < 4; times += 1) {
      await this.hands.keyDown(code);
      await sleep(this.dice.between(5, 40));
    }
    if (this.dice.chance(0.7)) await this.hands.keyUp(code);
  }

  private async pressSwitch(): Promise<void> {
    await this.hands.keyDown(this.oneSwitch);
    await sleep(this.dice.chance(0.3) ? 850 : this.dice.between(5, 60));
    if (this.dice.chance(0.95)) await this.hands.keyUp(this.oneSwitch);
  }

  private async liftCard(): Promise<void> {
    await this.stage.card.remove();
    await sleep(this.dice.between(0, 60));
    await this.stage.card.insert(this.person);
  }
}
