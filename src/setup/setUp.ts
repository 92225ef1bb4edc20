import { dirname, resolve } from 'node:path';
import type { KioskConfig } from '../config/schema.ts';
import { isPemText } from '../kernel/pemText.ts';
import { readRegularText } from '../kernel/regularFile.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { allSteps, stepCalled, stepOwning } from './catalogue.ts';
import { draftIn, judged, writeConfiguration, writeSecrets } from './configurationFile.ts';
import { changed, type Draft, isSaid } from './draft.ts';
import { exported, type Import, importedFrom } from './handOn.ts';
import type { SeenAround, SetUpPorts, Tried } from './ports.ts';
import {
  forgetProgress,
  keepProgress,
  readProgress,
  type SetUpProgress,
  type StandingOfStep,
  setUpFolder,
} from './progress.ts';
import type { SetUpStep, StepAnswer, TypedAnswer } from './step.ts';
import type { StepId } from './stepIds.ts';

/*
 * The set-up: from a box to the first practice visit, by somebody who has never seen it.
 *
 *   catalogue ── one step a file: question, default, what skipping means, how it is tried, which numbers it may end in
 *       │ answer(typed)
 *       ▼
 *   SetUp ── draft (the configuration on its way) + standings ──▶ progress.json, after every answer
 *       │ finish                                                   secrets/…, each a private file of its own
 *       ▼
 *   kiosk.config.json: checked, short, the old one kept beside it, replaced whole ──▶ the kiosk starts with it
 *
 * Each step asks one thing. What it writes is a list of changes to the draft by dotted path (`owns` says which paths are
 * its own), perhaps a secret, perhaps a setting of the machine, which goes through one narrow port. Whoever leaves goes
 * on at the same step: the draft is kept in the data folder after every answer, and is read again at the next start. A
 * power cut leaves the progress of before or the new one; the configuration is written once, at the end, and until then
 * the kiosk does not serve.
 *
 * Two lives. Before service there is no visit, no queue and no patient: the wizard has reader and camera to itself and
 * shows them live. In service an administrator answers single steps again: each is written into the file at once, holds
 * from the next start on, and nothing is shown live.
 *
 * Who may: before there is an administrator, one browser that has said the set-up code, which stands on the kiosk's own
 * screen and on its console and nowhere else; it moves with the code to the browser that said it last. From the first
 * administrator on, administrators alone. Both doors are the desk's; this room knows nothing of browsers.
 *
 * What comes from outside is a file that somebody carries from another kiosk. It is judged as every configuration is,
 * and only keys that are listed are taken: nothing that names a program, a file, a device, a port or a secret. What
 * sends somewhere is shown and has to be answered here before it counts. What goes out is the same file, with
 * authorities' certificates as text and secrets only by the names of their files.
 */

export interface SetUpOptions {
  readonly configFile: string;
  readonly dataFolder: string;
  /** `before-service`: answers wait for the end. `in-service`: each is written at once. */
  readonly life: 'before-service' | 'in-service';
  readonly ports: SetUpPorts;
  /** Whether nothing may be changed: the surroundings are simulated. */
  readonly isShowOnly?: boolean;
}

/** A step as it stands. */
export interface StepStanding {
  readonly step: SetUpStep;
  readonly standing: StandingOfStep | 'open';
  /** Whether there is no service before it is answered. */
  readonly isNeeded: boolean;
}

/** What became of an answer. */
export type StepAnswered =
  | { readonly kind: 'kept'; readonly tells: string | undefined }
  | { readonly kind: 'wrong'; readonly faults: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A step whose answers do not go together, with the technical reason. */
export interface Discord {
  readonly step: SetUpStep | undefined;
  readonly key: string;
  readonly detail: string;
}

/** Where something is sent to, or who may read all of it: what a file from elsewhere says is confirmed here, or does not count. */
const confirmedHere: ReadonlySet<StepId> = new Set(['gateway', 'delivery', 'trust', 'backup']);

/** Whether a set-up was begun there and no kiosk has started with what it came to. */
export function isSetUpBegun(dataFolder: string): boolean {
  const kept = readProgress(setUpFolder(dataFolder));
  return kept.ok && kept.value !== undefined;
}

/** The kiosk has started with the configuration that was written: from here on the file holds. */
export function conclude(dataFolder: string): void {
  forgetProgress(setUpFolder(dataFolder));
}

export class SetUp {
  readonly ports: SetUpPorts;
  readonly isInService: boolean;
  private readonly options: SetUpOptions;
  private readonly folder: string;
  private progress: SetUpProgress;

  private constructor(options: SetUpOptions, progress: SetUpProgress) {
    this.options = options;
    this.ports = options.ports;
    this.isInService = options.life === 'in-service';
    this.folder = setUpFolder(options.dataFolder);
    this.progress = progress;
  }

  /** Goes on where it was left. `trouble`: U-742, what was kept could not be read, and it begins anew. */
  static open(options: SetUpOptions): { readonly setUp: SetUp; readonly trouble: Problem | undefined } {
    const fresh: SetUpProgress = { draft: draftIn(options.configFile), standings: {} };
    if (options.life === 'in-service') return { setUp: new SetUp(options, fresh), trouble: undefined };
    const kept = readProgress(setUpFolder(options.dataFolder));
    if (!kept.ok) return { setUp: new SetUp(options, fresh), trouble: kept.problem };
    return { setUp: new SetUp(options, kept.value ?? fresh), trouble: undefined };
  }

  /** What is answered so far. In service: what the file says, which somebody may have changed by hand. */
  get draft(): Draft {
    return this.isInService ? draftIn(this.options.configFile) : this.progress.draft;
  }

  steps(seen: Pick<SeenAround, 'hasAdministrator'>): readonly StepStanding[] {
    return allSteps.map((step) => ({ step, standing: this.standingOf(step, seen), isNeeded: step.skip === null }));
  }

  /** Where to go on; undefined once every step was seen to. */
  next(seen: Pick<SeenAround, 'hasAdministrator'>, after?: StepId): StepId | undefined {
    const all = this.steps(seen);
    const from = after === undefined ? 0 : all.findIndex(({ step }) => step.id === after) + 1;
    const isOpen = ({ standing }: StepStanding): boolean => standing === 'open' || standing === 'imported';
    return (all.slice(from).find(isOpen) ?? all.find(isOpen))?.step.id;
  }

  /** @param record puts it on record, before anything is changed; where it cannot, nothing is */
  answer(
    id: StepId,
    typed: TypedAnswer,
    seen: SeenAround,
    record: () => Result<void> = () => ok(undefined),
  ): StepAnswered {
    if (this.options.isShowOnly) return { kind: 'failed', problem: { code: 'U-750' } };
    const answer = stepCalled(id).answer(typed, this.draft, seen);
    if (!answer.ok) return { kind: 'wrong', faults: answer.faults };
    const { changes, secrets = [], tells } = answer;
    const draft = changed(this.draft, changes);
    const discord = this.discordsIn(draft).find(({ step }) => step?.id === id);
    // What only another step can put right does not keep this one from being answered.
    if (discord && !this.discordsIn(this.draft).some(({ key }) => key === discord.key)) {
      return { kind: 'failed', problem: { code: 'U-741', detail: `${discord.key}: ${discord.detail}` } };
    }
    const recorded = record();
    if (!recorded.ok) return { kind: 'failed', problem: recorded.problem };
    const machine = this.toMachine(answer);
    if (!machine.ok) return { kind: 'failed', problem: machine.problem };
    // Secrets first: a draft that names a file which is not there would keep the kiosk from starting.
    const laid = writeSecrets(this.options.configFile, secrets);
    const kept = laid.ok ? this.keep(draft, { ...this.progress.standings, [id]: 'answered' }) : laid;
    return kept.ok ? { kind: 'kept', tells } : { kind: 'failed', problem: kept.problem };
  }

  /** Leaves a step out; its default holds. Errors: U-741 there is no service without it; U-743. */
  skip(id: StepId): Result<void> {
    const { skip } = stepCalled(id);
    if (skip === null) return failed('U-741', `${id} cannot be left out`);
    return this.keep(this.draft, { ...this.progress.standings, [id]: 'skipped' });
  }

  /** Takes over another kiosk's file. Errors: U-744, U-743, U-750. */
  takeOver(bytes: Uint8Array): Result<Import> {
    if (this.options.isShowOnly || this.isInService) return failed('U-750');
    const made = importedFrom(bytes, this.progress.draft);
    if (!made.ok) return made;
    const standings = Object.fromEntries(made.value.steps.map((id) => [id, 'imported' as const]));
    const kept = this.keep(made.value.draft, { ...this.progress.standings, ...standings });
    return kept.ok ? made : kept;
  }

  /** The file for the next kiosk. */
  exported(): string {
    const folder = dirname(this.options.configFile);
    return exported(this.draft, (file) => publicPem(resolve(folder, file)));
  }

  /** What does not go together yet, by the step that may put it right. */
  discords(): readonly Discord[] {
    return this.discordsIn(this.draft);
  }

  /** Tries a step's answer, as it is kept. */
  async try(id: StepId, deliver: boolean, signal: AbortSignal): Promise<Result<Tried>> {
    const { trial } = stepCalled(id);
    const verdict = judged(changed(this.draft, { 'kiosk.mode': 'trial' }));
    if (!trial) return ok({ isGood: true, lines: [] });
    if (!verdict.ok)
      return failed('U-741', verdict.faults[0] && `${verdict.faults[0].key}: ${verdict.faults[0].message}`);
    const checked = await this.ports.check(verdict.config, trial.checks, signal);
    if (!deliver || trial.delivers === undefined || !checked.isGood) return ok(checked);
    return ok(await this.ports.deliver(verdict.config, signal));
  }

  /**
   * Writes the one configuration file. The progress is kept until a kiosk has started with it: see {@link conclude}.
   * Errors: U-740 something that service needs is still open; U-741, U-743, U-750.
   */
  finish(seen: Pick<SeenAround, 'hasAdministrator'>): Result<KioskConfig> {
    if (this.options.isShowOnly || this.isInService) return failed('U-750');
    const open = this.open(seen);
    if (open.length > 0) return failed('U-740', open.map(({ id }) => id).join(', '));
    return writeConfiguration(this.options.configFile, this.progress.draft);
  }

  /** What service cannot begin without, and nobody has answered. */
  open(seen: Pick<SeenAround, 'hasAdministrator'>): readonly SetUpStep[] {
    return this.steps(seen)
      .filter(({ isNeeded, standing, step }) => {
        const isAnswered = standing === 'answered' || (standing === 'imported' && !confirmedHere.has(step.id));
        return (isNeeded || (standing === 'imported' && confirmedHere.has(step.id))) && !isAnswered;
      })
      .map(({ step }) => step);
  }

  private standingOf(
    { id, owns }: SetUpStep,
    { hasAdministrator }: Pick<SeenAround, 'hasAdministrator'>,
  ): StandingOfStep | 'open' {
    if (id === 'administrator') return hasAdministrator ? 'answered' : 'open';
    if (this.isInService) return owns.some((path) => isSaid(this.draft, path)) ? 'answered' : 'skipped';
    return this.progress.standings[id] ?? 'open';
  }

  private discordsIn(draft: Draft): readonly Discord[] {
    const verdict = judged(draft);
    if (verdict.ok) return [];
    return verdict.faults.map(({ key, message }) => ({ step: stepOwning(key), key, detail: message }));
  }

  private keep(draft: Draft, standings: SetUpProgress['standings']): Result<void> {
    if (this.options.isShowOnly) return failed('U-750');
    if (this.isInService) {
      const written = writeConfiguration(this.options.configFile, draft);
      return written.ok ? ok(undefined) : written;
    }
    const progress = { draft, standings };
    const kept = keepProgress(this.folder, progress);
    if (kept.ok) this.progress = progress;
    return kept;
  }

  /** No step has more than one of them. */
  private toMachine({ network, timeServer, share }: Extract<StepAnswer, { ok: true }>): Result<void> {
    const { machine } = this.ports;
    if (network) return machine.setNetwork(network);
    if (timeServer !== undefined) return machine.setTimeServer(timeServer);
    return share === undefined ? ok(undefined) : machine.setShare(share);
  }
}

/** What a file holds, where that is a certificate or a public key; a private key stays where it is. */
function publicPem(path: string): string | undefined {
  try {
    const text = readRegularText(path);
    return isPemText(text) && !text.includes('PRIVATE KEY') ? text : undefined;
  } catch {
    return undefined;
  }
}
