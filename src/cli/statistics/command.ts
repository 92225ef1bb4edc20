import { Command, InvalidArgumentError, Option } from 'commander';
import { Calendar, daySchema, type Grouping, groupings } from '../../statistics/calendar.ts';
import { statisticsCsv } from '../../statistics/csv.ts';
import { reportQuerySchema, usualQuery } from '../../statistics/query.ts';
import type { StatisticsReport } from '../../statistics/report.ts';
import { readStatistics } from '../../statistics/statistics.ts';
import { examples, json, orFail, throwWithExitCode } from '../queue/support.ts';
import { reportLines } from './text.ts';

export interface StatisticsCommandDeps {
  /** Where the counters are, from the options of the whole command line: `statisticsFolder(dataFolder)`. */
  readonly folder: () => string;
  /** Whose days are counted: `Asia/Tokyo`. */
  readonly timeZone: string;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Writes text to standard output and to standard error, as it is. */
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by: Grouping;
  readonly json?: true;
}

/**
 * `statistics report|csv`. Works beside a running kiosk and on a copy of its data folder. Never ends the process: what
 * fails is thrown as CommanderError with exitCode 1, wrong usage with 2, help with 0.
 */
export function statisticsCommand(deps: StatisticsCommandDeps): Command {
  const statistics = new Command('statistics')
    .description("the clinic's statistics: card use, methods, failures, seconds, PMH, queue; nothing about a person")
    .configureOutput({ writeOut: deps.print, writeErr: deps.complain })
    .exitOverride(throwWithExitCode);
  withRange(statistics.command('report'))
    .description('the statistics of the range, in words')
    .option('--json', 'as JSON, with each day or month')
    .addHelpText(
      'after',
      examples(
        'statistics report',
        'statistics report --by month --json',
        'statistics report --from 2026-04-01 --to 2026-04-30',
      ),
    )
    .action((options: ReportOptions, command: Command) => {
      const report = reportFor(command, deps, options);
      deps.print(options.json ? json(report) : reportLines(report));
    });
  withRange(statistics.command('csv'))
    .description('for spreadsheets: one row a day or month, with a Japanese header row')
    .addHelpText('after', examples('statistics csv > statistics.csv', 'statistics csv --by month > months.csv'))
    .action((options: ReportOptions, command: Command) => {
      deps.print(statisticsCsv(reportFor(command, deps, options)));
    });
  return statistics;
}

function withRange(command: Command): Command {
  return command
    .option('--from <day>', 'first day (default: 31 days, or 12 months, that end with the last)', day)
    .option('--to <day>', 'last day (default: today)', day)
    .addOption(new Option('--by <period>', 'one line for each').choices(groupings).default('day'));
}

function reportFor(command: Command, deps: StatisticsCommandDeps, options: ReportOptions): StatisticsReport {
  const to = options.to ?? new Calendar(deps.timeZone).dayOf((deps.now ?? Date.now)());
  const { by } = options;
  const query = reportQuerySchema.safeParse({
    ...usualQuery({ to, by }),
    ...(options.from ? { from: options.from } : {}),
  });
  if (query.success) return orFail(command, readStatistics(deps.folder(), query.data, deps.timeZone));
  return command.error(`error: the last day ${query.error.issues[0]?.message ?? 'is not one'}`);
}

function day(text: string): string {
  if (daySchema.safeParse(text).success) return text;
  throw new InvalidArgumentError('must be a day like 2026-04-01');
}
