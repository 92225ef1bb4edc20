import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { loadConfig } from '../../config/load.ts';
import type { KioskConfig } from '../../config/schema.ts';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { askKiosk } from '../../diagnostics/control/ask.ts';
import { controlSocketIn } from '../../diagnostics/control/protocol.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { joined, type Report } from '../../diagnostics/report.ts';
import { type CheckStep, runChecks } from '../../diagnostics/runChecks.ts';
import { programPort } from '../../kiosk/diagnosis/programPort.ts';
import { isFolderTaken } from '../../storage/folderLock.ts';
import type { CommandContext } from '../context.ts';
import { offlinePorts } from './offlinePorts.ts';
import { auditPort } from './storePorts.ts';

export interface WholeReportOptions {
  readonly only: readonly string[] | undefined;
  /** Without a running kiosk: whether the outside world would be simulated. */
  readonly isSimulated: boolean;
  readonly onStep: (step: CheckStep) => void;
}

/**
 * Looks at everything. Where a kiosk runs it is asked, and only what it leaves to others is looked at here: the file of
 * the configuration as it is now, and the whole audit trail.
 */
export async function wholeReport(context: CommandContext, options: WholeReportOptions): Promise<Report> {
  const { only, onStep } = options;
  const { port, config } = configurationOf(context);
  const dataFolder = dataFolderOf(context, config);
  const own = (ports: Partial<Ports>): Promise<Report> => {
    const checks = only ? allChecks.filter(({ id }) => only.includes(id)) : allChecks;
    return runChecks({ checks, ports, onStep, signal: new AbortController().signal, onBug: say(context) });
  };
  const asked =
    dataFolder === undefined ? { kind: 'nobody' as const } : await askKiosk(controlSocketIn(dataFolder), only, onStep);
  if (dataFolder !== undefined && asked.kind === 'report') {
    const audit = auditPort(context, dataFolder);
    return joined(
      asked.report,
      await own({ configuration: port, program: programPort(context.root), ...(audit ? { audit } : {}) }),
    );
  }
  if (config === undefined || dataFolder === undefined) {
    return own({ configuration: port, program: programPort(context.root), machine: '/', process: process.pid });
  }
  // It is there, and does not answer: its reader and cameras are not taken from it.
  const isTaken = asked.kind === 'silent' || isFolderTaken(dataFolder);
  const ports = await offlinePorts({ context, config, dataFolder, isSimulated: options.isSimulated, isTaken });
  return own({ configuration: port, ...ports });
}

/** The configuration as a port, and as itself where it can be used. */
function configurationOf(context: CommandContext): {
  readonly port: Ports['configuration'];
  readonly config: KioskConfig | undefined;
} {
  const file = context.configFile();
  const loaded = loadConfig(file);
  const isThere = existsSync(file);
  const faults = loaded.ok
    ? []
    : loaded.faults.map(({ line, key, message }) => [line && `${line}行目`, key, message].filter(Boolean).join(' '));
  return { port: { file, isThere, faults }, config: loaded.ok ? loaded.config : undefined };
}

/** A configuration that is wrong elsewhere may still say where the data lie. */
function dataFolderOf(context: CommandContext, config: KioskConfig | undefined): string | undefined {
  if (config || context.dataFolderOption() !== undefined) return context.dataFolder(config);
  const text = readText(context.configFile());
  const named = /"dataFolder"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return text === '' ? undefined : resolve(dirname(resolve(context.configFile())), named ?? './data');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function say({ complain }: CommandContext): (id: string, error: unknown) => void {
  return (id, error) => complain(`${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
}
