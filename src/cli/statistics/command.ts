import { Command, InvalidArgumentError, Option } from 'commander';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { daySchema, type Grouping, groupings } from '../../statistics/calendar.ts';
import { statisticsCsv } from '../../statistics/csv.ts';
import { statisticsFolder } from '../../statistics/database.ts';
import { reportQuerySchema, usualQuery } from '../../statistics/query.ts';
import type { StatisticsReport } from '../../statistics/report.ts';
import { readStatistics } from '../../statistics/statistics.ts';
import type { CommandContext } from '../context.ts';
import { orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { examples, json } from '../words.ts';
import { reportLines } from './text.ts';

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by: Grouping;
  readonly json?: true;
}

/** `statistics report|csv`. Works beside a running kiosk and on a copy of its data folder. */
export function statisticsCommand(context: CommandContext): Command {
  const statistics = new Command('statistics');
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
      const report = reportFor(command, context, options);
      context.print(options.json ? json(report) : reportLines(report));
    });
  withRange(statistics.command('csv'))
    .description('for spreadsheets: one row a day or month, with a Japanese header row')
    .addHelpText('after', examples('statistics csv > statistics.csv', 'statistics csv --by month > months.csv'))
    .action((options: ReportOptions, command: Command) => {
      const report = reportFor(command, context, options);
      onRecord(command, context, 'statistics csv');
      context.print(statisticsCsv(report));
    });
  return statistics;
}

function withRange(command: Command): Command {
  return command
    .option('--from <day>', 'first day (default: 31 days, or 12 months, that end with the last)', day)
    .option('--to <day>', 'last day (default: today)', day)
    .addOption(new Option('--by <period>', 'one line for each').choices(groupings).default('day'));
}

function reportFor(command: Command, context: CommandContext, options: ReportOptions): StatisticsReport {
  const to = options.to ?? tokyoDate(context.now());
  const { by } = options;
  const query = reportQuerySchema.safeParse({
    ...usualQuery({ to, by }),
    ...(options.from ? { from: options.from } : {}),
  });
  if (query.success) return orFail(command, readStatistics(statisticsFolder(context.dataFolder()), query.data));
  return command.error(`error: the last day ${query.error.issues[0]?.message ?? 'is not one'}`);
}

function day(text: string): string {
  if (daySchema.safeParse(text).success) return text;
  throw new InvalidArgumentError('must be a day like 2026-04-01');
}
