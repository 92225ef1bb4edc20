import { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { calibrateCommand } from './calibrate/command.ts';
import { compareCommand } from './compare.ts';
import { pairsCommand } from './pairs.ts';
import { watchCommand } from './watch.ts';

/** `face compare|pairs|watch|calibrate`: two pictures, many labelled pairs, what the camera sees now, and how well. */
export function faceCommand(context: CommandContext): Command {
  return new Command('face')
    .addCommand(compareCommand(context))
    .addCommand(pairsCommand(context))
    .addCommand(watchCommand(context))
    .addCommand(calibrateCommand(context));
}
