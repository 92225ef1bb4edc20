import type { Command, Option } from 'commander';
import type { Surrounds } from '../../src/cli/context.ts';
import { uketsuke } from '../../src/cli/program.ts';

/** A command line that nobody runs: its commands are only looked at. */
const unused: Surrounds = {
  root: '',
  modelsFolder: undefined,
  credentialsFolder: undefined,
  configFile: undefined,
  service: { notifySocket: undefined, watchdogMicroseconds: undefined, runtimeFolder: undefined },
  simulator: () => import('../../src/cli/simulator/simulator.ts'),
  user: 0,
  isTerminal: false,
  ask: undefined,
  isColoured: false,
  now: Date.now,
  stopped: () => Promise.resolve(),
  print: () => undefined,
  complain: () => undefined,
  exit: () => undefined,
};

/** The page of the command line, from the commands themselves. */
export async function commandsPage(): Promise<string> {
  const program = await uketsuke(unused);
  return [
    '# Command line',
    '',
    'Generated from the commands themselves (`npm run docs:reference`). `scripts/uketsuke <command> --help` says the same, with examples. Exit codes: 0 good, 1 failed, 2 wrong usage.',
    '',
    'For every command:',
    '',
    '| option | what it does |',
    '|---|---|',
    '| `--config <file>` | configuration (default: `kiosk.config.json` of the project) |',
    ...program.options.filter(({ long }) => long !== '--config').map(row),
    '| `--help` | what the command does and takes |',
    '',
    ...program.commands.flatMap(group),
  ].join('\n');
}

function group(command: Command): readonly string[] {
  const name = command.name();
  if (command.commands.length === 0) return section(name, command);
  return [
    `## ${name}`,
    '',
    sentence(command.description()),
    '',
    ...command.commands.flatMap((each) => section(`${name} ${each.name()}`, each, '###')),
  ];
}

function section(name: string, command: Command, level = '##'): readonly string[] {
  const words = [
    name,
    ...command.registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`)),
  ];
  const rows = [
    ...command.registeredArguments.map((each) => `| \`${each.name()}\` | ${cell(each.description)} |`),
    ...command.options.map(row),
  ];
  const table = rows.length === 0 ? [] : ['| option | what it does |', '|---|---|', ...rows, ''];
  return [`${level} ${words.join(' ')}`, '', sentence(command.description()), '', ...table];
}

function row({ flags, description, argChoices, defaultValue }: Option): string {
  const choices = argChoices ? ` (${argChoices.join(', ')})` : '';
  const usual = typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : '';
  return `| \`${cell(flags)}\` | ${cell(description)}${choices}${usual} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
