import { loadConfig } from '../../config/load.ts';
import { firstRunAddresses, openFirstRun } from './firstRun.ts';
import { withPorts } from './keptPorts.ts';
import { overridesIn } from './options.ts';
import { aborted, type Ended, type RunStart, statusOf } from './start.ts';

/** The set-up, until it is finished or the program is told to stop. */
export async function setUpUntilOver({ goesOn, options, context, open, ...start }: RunStart): Promise<Ended> {
  const { config, trouble } = goesOn;
  const { dataFolder, ports, simulatorPort, hurt, logHealth, stopping } = start;
  const { log } = logHealth;
  if (hurt) return { kind: 'failed', problem: hurt };
  const opened = await openFirstRun({ config, options, context, ports, dataFolder, log, trouble });
  if (!opened.ok) return { kind: 'failed', problem: opened.problem };
  open.opened('set-up', () => opened.value.close());
  context.print(firstRunAddresses(opened.value));
  start.manager.ready(opened.value.screenUrl, () => statusOf({ code: 'U-740' }));
  const finished = await Promise.race([aborted(stopping), opened.value.finished]);
  if (!finished || stopping.aborted) return { kind: 'stopped' };
  const { restore } = finished;
  const { seats } = opened.value;
  if (restore) return { kind: 'again', next: { config, as: 'restore', restore, seats } };
  const said = loadConfig(context.configFile(), overridesIn(options));
  const next = said.ok ? said.config : config;
  const bound = withPorts(next, config, ports, simulatorPort);
  return {
    kind: 'again',
    next: { config: bound, as: 'kiosk', setUpHost: config.desk.host, practise: finished.practise, seats },
  };
}
