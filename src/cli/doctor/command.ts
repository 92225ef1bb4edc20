import { Command, InvalidArgumentError } from 'commander';
import { allChecks } from '../../diagnostics/catalogue.ts';
import type { Report } from '../../diagnostics/report.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { examples, json } from '../words.ts';
import { ProgressLine } from './progressLine.ts';
import { reportText } from './text.ts';
import { watching } from './watching.ts';
import { wholeReport } from './wholeReport.ts';

interface DoctorOptions {
  readonly json?: true;
  readonly only?: readonly string[];
  readonly watch?: true;
  readonly simulator?: true;
}

/**
 * `doctor`: what is wrong with this kiosk, and what to do. Before and after installation, beside a running kiosk and
 * without one. Good where nothing is found, `failed` where something is.
 */
export function doctorCommand(context: CommandContext): Command {
  const doctor = new Command('doctor');
  if (context.simulator) {
    doctor.option('--simulator', 'as "run --simulator" would find it; a running kiosk knows by itself');
  }
  return doctor
    .description('look at everything the kiosk relies on, and say what is wrong and what to do')
    .option('--json', 'as JSON: findings, and every check with what it measured')
    .option('--only <checks>', 'only these checks, by their ids, separated by commas', checkIds)
    .option('--watch', 'again and again, until Ctrl-C: says what comes and goes')
    .addHelpText('after', examples('doctor', 'doctor --only reader,camera --watch', 'doctor --json > findings.json'))
    .action(async ({ json: asJson, only, watch, simulator }: DoctorOptions) => {
      const look = (): Promise<Report> => {
        const progress = new ProgressLine(context);
        const options = { only, isSimulated: simulator ?? false, onStep: progress.step };
        return wholeReport(context, options).finally(() => progress.end());
      };
      const print = (report: Report): void => context.print(asJson ? json(report) : reportText(report, context));
      const last = watch ? await watching(look, print, context) : await look();
      if (!watch) print(last);
      if (!last.ok) context.exit(exitCodes.failed);
    });
}

function checkIds(text: string): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  const known = allChecks.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return ids;
  throw new InvalidArgumentError(`${unknown.join(', ')}: known are ${known.join(', ')}`);
}
