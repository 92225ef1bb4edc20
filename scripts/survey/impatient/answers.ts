import type { Reception } from '../../../src/reception/reception.ts';
import type { View } from '../../../src/screen/view.ts';

/** What decides something about the patient's data. */
const answering = /^(consent|item|subsidy|certificate|prescription|register)\./;

/** A question that a key pressed sooner than this after it came up was not meant for, milliseconds. */
const readMs = 50;

/** What had an effect, on the view on which it was offered. */
export interface Effect {
  readonly action: string;
  readonly view: View;
  /** A key or the switch: what it means depends on what is on the screen at that moment. A touched action says it by name. */
  readonly byKey: boolean;
}

/**
 * What a patient has answered, written down beside the kiosk from nothing but the presses that had an effect. What is
 * recorded, and what is shown as answered, must be this and nothing else.
 */
export class Answers {
  /** What went against a rule, in words. */
  readonly faults: string[] = [];
  /** Presses that had an effect. */
  effects = 0;
  private readonly consents = new Map<string, boolean>();
  private readonly certificates = new Map<string, boolean>();
  private form: string | null = null;
  private asked = '';
  /** When each question last came up. */
  private readonly since = new Map<string, number>();

  /** A new visit begins. */
  startOver(): void {
    this.consents.clear();
    this.certificates.clear();
    this.form = null;
  }

  /** Something else may be asked now. @param now milliseconds */
  sees(view: View, now: number): void {
    const question = questionIn(view);
    if (question !== this.asked) this.since.set(question, now);
    this.asked = question;
  }

  /** What stands there as answered must have been. */
  compareWith(view: View): void {
    if (view.practice) return;
    if (view.screen === 'consent-items') this.compareShown(view.items, this.consents);
    if (view.screen === 'subsidy' && view.state === 'choosing') this.compareShown(view.certificates, this.certificates);
  }

  pressed({ action, view, byKey }: Effect, now: number): void {
    this.effects += 1;
    if (view.practice) return;
    const question = questionIn(view);
    const age = now - (this.since.get(question) ?? now);
    if (byKey && answering.test(action) && age < readMs) {
      this.faults.push(`${action} was answered by a key ${Math.round(age)} ms after ${question} came up`);
    }
    this.note(action, view);
  }

  /** Something had an effect that nobody has seen offered: it can be written down for nobody. */
  pressedUnseen(action: string): void {
    this.effects += 1;
    if (answering.test(action)) this.faults.push(`${action} had an effect, and was offered nowhere lately`);
  }

  /** @returns whether what is recorded is what was answered */
  compare(reception: Reception): void {
    for (const { item, agreed, withheld } of reception.consents) {
      if (agreed !== (this.consents.get(item) ?? null) && !withheld) {
        this.faults.push(`recorded ${item} ${agreed}, pressed ${this.consents.get(item)}`);
      }
    }
    if (reception.prescriptionForm !== this.form) {
      this.faults.push(`recorded ${reception.prescriptionForm}, pressed ${this.form}`);
    }
    for (const { id } of reception.subsidies.certificates) {
      if (!this.certificates.get(id)) this.faults.push(`certificate ${id} is used, and was not wanted`);
    }
    const wanted = [...this.certificates.values()].filter(Boolean).length;
    if (reception.subsidies.answer === 'used' && wanted !== reception.subsidies.certificates.length) {
      this.faults.push(`${wanted} certificates were wanted, ${reception.subsidies.certificates.length} are used`);
    }
  }

  private note(action: string, view: View): void {
    if (view.screen === 'consent' && (action === 'consent.all' || action === 'consent.none')) {
      for (const item of view.items) this.consents.set(item, action === 'consent.all');
    }
    if (view.screen === 'subsidy' && (action === 'subsidy.use' || action === 'subsidy.decline')) {
      for (const { id } of view.certificates) this.certificates.set(id, action === 'subsidy.use');
    }
    const [, list, id = '', answer] = /^(item|certificate)\.(.+)\.(yes|no)$/.exec(action) ?? [];
    if (list !== undefined) (list === 'item' ? this.consents : this.certificates).set(id, answer === 'yes');
    if (view.screen === 'prescription' && action.startsWith('prescription.'))
      this.form = action.slice('prescription.'.length);
  }

  private compareShown(
    shown: readonly { readonly id: string; readonly answer: boolean | null }[],
    pressed: ReadonlyMap<string, boolean>,
  ): void {
    for (const { id, answer } of shown) {
      const expected = pressed.get(id) ?? null;
      if (answer !== expected) this.faults.push(`${id} is shown as ${answer}, pressed ${expected}`);
    }
  }
}

/** What is asked: in a list each row for itself. */
function questionIn(view: View): string {
  const state = 'state' in view ? view.state : '';
  const over = view.countdown ? 'countdown' : view.panel;
  const open =
    view.screen === 'consent-items'
      ? view.items.filter(({ answer }) => answer === null)
      : view.screen === 'subsidy'
        ? view.certificates.filter(({ answer }) => answer === null)
        : [];
  return [view.screen, state, over, open.map(({ id }) => id).join('+')].join(' ');
}
