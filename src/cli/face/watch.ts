import { Command } from 'commander';
import { openCamera } from '../../camera/openCamera.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../face/networks/openFaceNetworks.ts';
import { type WatchLine, watchFaces } from '../../face/watch.ts';
import type { Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { orFail } from '../exit.ts';
import { examples } from '../words.ts';
import { profileOption, type WantedProfile } from './profileOption.ts';

interface WatchOptions {
  readonly device?: string;
  readonly profile: WantedProfile;
  readonly seconds?: number;
  readonly json?: boolean;
}

const everyMs = 1_000;

/** `face watch`: what the camera makes of whoever stands there, a line a second. For setting up camera and lamps. */
export function watchCommand(context: CommandContext): Command {
  return new Command('watch')
    .description('show once a second how well the camera sees a face; nothing is kept')
    .option('--device <device>', 'camera: /dev/videoN, or FILE:picture.jpg (default: camera.device)')
    .addOption(profileOption('networks that look'))
    .option('--seconds <n>', 'end after so many seconds; until Ctrl-C without', Number)
    .option('--json', 'a JSON object a line')
    .addHelpText('after', examples('face watch', 'face watch --device /dev/video2 --seconds 20'))
    .action(async (options: WatchOptions, command: Command) => orFail(command, await watch(context, options)));
}

async function watch(context: CommandContext, { device, profile, seconds, json }: WatchOptions): Promise<Result<void>> {
  const configured = context.config().camera;
  const chosen = chooseProfile({ wanted: profile, modelsFolder: context.modelsFolder(), toMeasure: true });
  if (!chosen.ok) return chosen;
  const networks = await openFaceNetworks(chosen.value);
  if (!networks.ok) return networks;
  const camera = await openCamera({ ...configured, ...(device === undefined ? {} : { device }) });
  if (!camera.ok) {
    await networks.value.close();
    return camera;
  }
  // Ctrl-C must not leave a picture behind: the camera is told to stop and clears up.
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const ending = seconds === undefined ? undefined : setTimeout(interrupt, 1_000 * seconds);
  try {
    const say = (line: WatchLine) => context.print(json ? `${JSON.stringify(line)}\n` : describe(line));
    return await watchFaces({ networks: networks.value, camera: camera.value, everyMs }, say, stop.signal);
  } finally {
    clearTimeout(ending);
    process.off('SIGINT', interrupt);
    await camera.value.close();
    await networks.value.close();
  }
}

function describe({ at, sees, guidance, measures, passive, ms }: WatchLine): string {
  const head = `${at.slice(11, 19)}  ${guidance.padEnd(13)}`;
  if (!measures) return `${head} ${sees} (${ms} ms)\n`;
  const { share, pose, sharpness, light, covering } = measures;
  const degrees = (value: number) => `${value >= 0 ? '+' : ''}${value.toFixed(0)}°`;
  const parts = [
    `size ${(100 * share).toFixed(0)} %`,
    `pose ${degrees(pose.yaw)} ${degrees(pose.pitch)} ${degrees(pose.roll)}`,
    `sharp ${sharpness.toFixed(3)}`,
    `light ${light.mean.toFixed(0)} clipped ${(100 * light.clipped).toFixed(0)} % side ${light.imbalance.toFixed(2)}`,
    `cover ${covering.colour.toFixed(2)}`,
    `live ${passive === null ? '-' : passive.toFixed(2)}`,
  ];
  return `${head} ${parts.join('  ')}  (${ms} ms)\n`;
}
