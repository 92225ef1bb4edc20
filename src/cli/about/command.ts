import { Command } from 'commander';
import encodeQr from 'qr';
import { loadConfig } from '../../config/load.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { type About, aboutHere, aboutLines } from '../../kiosk/about.ts';
import type { CommandContext } from '../context.ts';
import { examples, json } from '../words.ts';

/** `about`: what runs here, to be compared with what should; as text, JSON, or a QR code to be photographed. */
export function aboutCommand(context: CommandContext): Command {
  return new Command('about')
    .option('--json', 'as JSON')
    .option('--qr', 'the JSON as a QR code on the terminal')
    .addHelpText('after', examples('about', 'about --json', 'about --qr'))
    .action(async ({ json: asJson, qr }: { json?: true; qr?: true }) => {
      const about = await aboutThis(context);
      if (qr) context.print(`${encodeQr(JSON.stringify(about), 'term', { ecc: 'low' })}\n`);
      else context.print(asJson ? json(about) : aboutText(about));
    });
}

async function aboutThis(context: CommandContext): Promise<About> {
  const loaded = loadConfig(context.configFile());
  const config = loaded.ok ? loaded.config : undefined;
  const face = chooseProfile({
    wanted: config?.face.profile ?? 'auto',
    modelsFolder: config && context.modelsFolder(config),
  });
  return aboutHere({
    root: context.root,
    configFile: context.configFile(),
    config,
    dataFolder: config && context.dataFolder(config),
    face: face.ok ? face.value.profile : null,
    credentialsFolder: context.credentialsFolder,
  });
}

/** For people: one line each, Japanese first. */
export function aboutText(about: About): string {
  return aboutLines(about)
    .map(([name, value]) => `${name}：${value}\n`)
    .join('');
}
