import { resolve } from 'node:path';
import type { DeskGateway } from '../eligibility/deskGateway.ts';
import { minute, second } from '../kernel/durations.ts';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import { folderLookUp } from '../outbox/sinks/oqs/folderLookUp.ts';
import type { Problem } from '../problem/result.ts';
import type { KioskSetting } from './options.ts';

/** Who is asked about somebody without a card, as the configuration says. */
export interface LookUps {
  readonly gateway: DeskGateway;
  /** From here on the folder is looked after, where one is asked: staff see for as long as it cannot be used. */
  begin(): void;
  close(): Promise<void>;
}

/** Seldom enough for any share, often enough to see it come back while somebody waits for that. */
const usualCheckMs = minute;

/** What of a kiosk's setting it goes by. */
export interface LookUpSetting extends Pick<KioskSetting, 'config' | 'configFolder' | 'alerts' | 'log' | 'now'> {
  readonly surroundings: Pick<KioskSetting['surroundings'], 'simulatedLookUpFolder'>;
  /** Milliseconds between two looks after the folder. */
  readonly checkEveryMs?: number;
}

/** @param line the gateway, which keeps what does not go by file: the clinic's own numbers of its patients. */
export function prepareLookUps(setting: LookUpSetting, line: DeskGateway): LookUps {
  const { way } = setting.config.eligibility.lookUps;
  return way === 'folder' ? throughFolder(setting, line) : { gateway: line, begin() {}, async close() {} };
}

function throughFolder(setting: LookUpSetting, line: DeskGateway): LookUps {
  const { config, configFolder, surroundings, alerts, log, now } = setting;
  const { folder, encoding, timeLimitSeconds, pollMilliseconds } = config.eligibility.lookUps;
  const lookUp = folderLookUp({
    // An invented patient is never asked about at a real terminal.
    root: surroundings.simulatedLookUpFolder ?? resolve(configFolder, folder),
    encoding,
    institutionCode: config.clinic.institutionCode,
    kiosk: config.kiosk.id,
    timeLimitMs: timeLimitSeconds * second,
    pollMs: pollMilliseconds,
    now,
  });
  let trouble: Problem | undefined;
  const changed = alerts.watch(() => trouble);
  const saw = (problem: Problem | undefined): void => {
    if (trouble?.code === problem?.code) return;
    trouble = problem;
    if (problem) log.error({ ...problem }, 'questions cannot be asked by file');
    else log.info('questions can be asked by file again');
    changed();
  };

  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const untilDone = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const ask: DeskGateway['lookUpInsurance'] = async (question, signal) => {
    const limit = linkedAbort([signal, stopping.signal]);
    try {
      const answer = await lookUp.ask(question, limit.signal);
      // Whatever else went wrong, the folder took the question.
      saw(!answer.ok && answer.problem.code === 'U-410' ? answer.problem : undefined);
      return answer;
    } finally {
      limit.release();
    }
  };
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const checked = await lookUp.check(stopping.signal);
    isLooking = false;
    if (!stopping.signal.aborted) saw(checked.ok ? undefined : checked.problem);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    gateway: {
      lookUpInsurance: (question, signal) => untilDone(ask(question, signal)),
      registerPatientNumber: (entry, signal) => line.registerPatientNumber(entry, signal),
      askAbsent: (person, signal) => line.askAbsent(person, signal),
    },
    begin() {
      void untilDone(look());
      timer = setInterval(() => void untilDone(look()), setting.checkEveryMs ?? usualCheckMs);
    },
    async close() {
      clearInterval(timer);
      stopping.abort();
      // What was asked is taken back; a share that hangs is not waited for.
      await Promise.allSettled(underWay);
    },
  };
}
