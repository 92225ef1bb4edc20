import type { ProblemCode } from '../problem/catalogue.ts';
import type { Changes, Draft } from './draft.ts';
import type { NetworkPlan } from './machine/plan.ts';
import type { SharePlan } from './machine/share.ts';
import type { SeenAround } from './ports.ts';
import type { StepId } from './stepIds.ts';

/** What a form sent: one text a field, a list where the field is one. */
export type TypedAnswer = Readonly<Record<string, string | readonly string[]>>;

interface AnyField {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
}

/** Something to fill in. `value` is what stands there before anybody has typed. */
export type Field =
  | (AnyField & {
      readonly kind: 'line';
      readonly value: string;
      readonly input?: 'numeric' | 'url' | 'time';
      readonly most?: number;
      readonly example?: string;
      readonly needed?: boolean;
    })
  /** A text of several lines, which may be read from a file that somebody chooses. */
  | (AnyField & { readonly kind: 'text'; readonly value: string; readonly file: string })
  /** Never shown again; empty keeps what there is. */
  | (AnyField & { readonly kind: 'secret'; readonly isKept: boolean })
  | (AnyField & { readonly kind: 'password' })
  | (AnyField & { readonly kind: 'one'; readonly value: string; readonly choices: readonly Choice[] })
  | (AnyField & { readonly kind: 'several'; readonly value: readonly string[]; readonly choices: readonly Choice[] });

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

/** A text that must lie in a file only the kiosk reads; the configuration names the file. */
export interface SecretFile {
  /** Of the file, beside the configuration. */
  readonly file: string;
  readonly text: string;
}

/** What somebody answered, understood; or what is wrong with it, by field, in Japanese. */
export type StepAnswer =
  | {
      readonly ok: true;
      readonly changes: Changes;
      readonly secrets?: readonly SecretFile[];
      readonly network?: NetworkPlan;
      readonly timeServer?: string;
      /** Null: there is to be none. */
      readonly share?: SharePlan | null;
      /** Said once on the next page, and kept nowhere. */
      readonly tells?: string;
    }
  | { readonly ok: false; readonly faults: Readonly<Record<string, string>> };

/** How an answer is tried out. */
export interface Trial {
  /** What the button says. */
  readonly word: string;
  /** Checks of the kiosk itself that show whether it holds. */
  readonly checks: readonly string[];
  /** A marked reception that is really sent; said before it is pressed. */
  readonly delivers?: string;
}

/** One step of the set-up: one question, with a default that is right for most. */
export interface SetUpStep {
  readonly id: StepId;
  /** A few words, for the list of steps. */
  readonly title: string;
  readonly question: string;
  /** Why it is asked, and what an answer does; one or two sentences. */
  readonly why: string;
  /** The keys of the configuration that it owns, dotted; what another kiosk's file says of them is taken over. */
  readonly owns: readonly string[];
  /** Keys among them that are another machine's own, or a place on its disk: never taken over. */
  readonly own?: readonly string[];
  /** What it means to leave it out; null where there is no service without it. */
  readonly skip: string | null;
  readonly trial?: Trial;
  /** What is shown live beside the question, before service. */
  readonly live?: 'reader' | 'camera' | 'networks';
  /** What may go wrong, by its number. */
  readonly risks: readonly ProblemCode[];
  fields(draft: Draft, seen: SeenAround): readonly Field[];
  /** What there is to say instead of fields, or beside them. */
  note?(seen: SeenAround): string | undefined;
  answer(typed: TypedAnswer, draft: Draft, seen: SeenAround): StepAnswer;
}

/** What was typed into one field, without blanks around it; empty where nothing was. */
export function typedIn(typed: TypedAnswer, name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** What was ticked. */
export function tickedIn(typed: TypedAnswer, name: string): readonly string[] {
  const value = typed[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function wrong(field: string, says: string): StepAnswer {
  return { ok: false, faults: { [field]: says } };
}

export function right(
  changes: Changes,
  more: Omit<Extract<StepAnswer, { ok: true }>, 'ok' | 'changes'> = {},
): StepAnswer {
  return { ok: true, changes, ...more };
}
