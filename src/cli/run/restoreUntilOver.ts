import { dirname, resolve } from 'node:path';
import { recordBeside } from '../../audit/beside.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import { arrivedBackup, arrivingBackup, beginSetUpRestore } from '../../backup/arrivingBackup.ts';
import { restoreBackup } from '../../backup/restore.ts';
import { loadConfig } from '../../config/load.ts';
import type { CommandContext } from '../context.ts';
import { machineOf } from './firstRun.ts';
import { withPorts } from './keptPorts.ts';
import { overridesIn } from './options.ts';
import type { Ended, RunStart } from './start.ts';

/** What of a start this needs. */
export interface RestoreStart extends Pick<RunStart, 'goesOn' | 'options' | 'dataFolder' | 'ports' | 'simulatorPort'> {
  readonly context: Pick<CommandContext, 'configFile' | 'credentialsFolder' | 'user' | 'now'>;
  readonly logHealth: Pick<RunStart['logHealth'], 'log'>;
}

/**
 * What a set-up was brought takes the place of everything here, while nothing of it is open. The kiosk starts with the
 * configuration that came along; where it cannot be restored, the set-up is back and says the number.
 */
export async function restoreUntilOver({ goesOn, options, context, ...start }: RestoreStart): Promise<Ended> {
  const configFile = resolve(context.configFile());
  const { config, seats, restore } = goesOn;
  const { dataFolder, ports, simulatorPort, logHealth } = start;
  if (!restore) throw new Error('nothing is to be restored');
  try {
    beginSetUpRestore(dataFolder);
    const restored = await restoreBackup({
      file: arrivedBackup(dataFolder),
      keyFile: restore.key,
      dataFolder,
      configFolder: dirname(configFile),
      isReplacing: true,
      isOldOneGone: restore.isOldOneGone,
      ...(restore.isSamePlace && { takeMachine: (texts) => machineOf(options).takeOver(texts) }),
      now: context.now(),
    });
    if (!restored.ok) return { kind: 'again', next: { config, as: 'set-up', trouble: restored.problem } };
    const { newGeneration, machineTrouble } = restored.value;
    logHealth.log.info({ generation: newGeneration }, 'restored');
    if (machineTrouble) logHealth.log.error({ ...machineTrouble }, 'network, clock and shared folder are not restored');
    const event = { type: 'command.used', command: 'backup restore', user: context.user } as const;
    const paths = auditPaths(dataFolder, context.credentialsFolder);
    const recorded = recordBeside(paths, event, context.now());
    if (!recorded.ok) logHealth.log.error({ ...recorded.problem }, 'the restore is not on record');
  } finally {
    arrivingBackup(dataFolder).forget();
  }
  const said = loadConfig(configFile, overridesIn(options));
  const next = said.ok ? said.config : config;
  const bound = withPorts(next, config, ports, simulatorPort);
  return {
    kind: 'again',
    next: { config: bound, as: 'kiosk', setUpHost: config.desk.host, ...(seats ? { seats } : {}) },
  };
}
