import { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { compareCommand } from './compare.ts';
import { pairsCommand } from './pairs.ts';
import { watchCommand } from './watch.ts';

/** `face compare|pairs|watch`: two pictures, many labelled pairs, and what the camera sees now. */
export function faceCommand(context: CommandContext): Command {
  return new Command('face')
    .addCommand(compareCommand(context))
    .addCommand(pairsCommand(context))
    .addCommand(watchCommand(context));
}
