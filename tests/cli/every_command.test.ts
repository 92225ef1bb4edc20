import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { exitCodes, runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';

/** `run` prints addresses that are a contract of their own, until it is stopped; `csv` is a format already. */
const withoutJson = ['run', 'statistics csv'];

function leaves(command: Command, path: readonly string[] = []): readonly (readonly [string, Command])[] {
  return command.commands.flatMap((each) => {
    const words = [...path, each.name()];
    return each.commands.length > 0 ? leaves(each, words) : [[words.join(' '), each] as const];
  });
}

const everyCommand = leaves(await uketsuke(surroundsOf(said())));
const page = readFileSync(join(projectRoot(), 'docs', 'reference', 'commands.md'), 'utf8');

async function ran(...words: readonly string[]) {
  const heard = said();
  const surrounds = surroundsOf(heard);
  await runProgram(await uketsuke(surrounds), words, surrounds);
  return heard;
}

test('there are as many as the contracts name', () => {
  const names = everyCommand.map(([name]) => name);
  const atLeast = [
    'card show',
    'face compare',
    'face pairs',
    'queue list',
    'queue show',
    'queue retry',
    'queue export',
    'audit verify',
    'doctor',
    'config check',
    'models status',
    'models install',
    'models export',
    'about',
    'backup create',
    'backup restore',
  ];
  expect(names).toEqual(expect.arrayContaining([...atLeast, 'run', 'simulate-gateway']));
});

describe.each(everyCommand)('%s', (name, command) => {
  const words = name.split(' ');

  test('says what it is for, here and in docs/reference/commands.md', () => {
    expect(command.description()).not.toBe('');
    const headings = page.split('\n').filter((line) => line.startsWith('#'));
    expect(headings.filter((line) => `${line} `.replace(/^#+ /, '').startsWith(`${name} `))).toHaveLength(1);
    for (const { flags } of command.options) expect(page).toContain(flags.replaceAll('|', '\\|'));
  });

  test('helps, and is good', async () => {
    const { out, complaints, exitCode } = await ran(...words, '--help');
    expect(out).toContain(`Usage: uketsuke ${name}`);
    expect({ complaints, exitCode }).toEqual({ complaints: '', exitCode: exitCodes.good });
  });

  test('refuses a flag that it does not know as wrong usage, and does nothing', async () => {
    const needed = command.options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long ?? '', 'given']);
    const given = [...command.registeredArguments.map(() => 'given'), ...needed];
    const { out, complaints, exitCode } = await ran(...words, ...given, '--no-such-flag');
    expect(complaints).toContain("unknown option '--no-such-flag'");
    expect({ out, exitCode }).toEqual({ out: '', exitCode: exitCodes.usage });
  });

  test('prints JSON where it is asked to, if it prints data of its own', () => {
    expect(command.options.some(({ long }) => long === '--json')).toBe(!withoutJson.includes(name));
  });
});

test('a command that is none, and none at all, is wrong usage', async () => {
  expect(await ran('nothing')).toMatchObject({ exitCode: exitCodes.usage, out: '' });
  expect(await ran()).toMatchObject({ exitCode: exitCodes.usage, out: '' });
});
