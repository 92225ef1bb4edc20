import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskConfig } from '../../config/schema.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { comparePictures } from '../../face/compare.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../face/networks/openFaceNetworks.ts';
import { failed, mapOk, ok } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';

/** Two invented people who come with the program: what the networks make of them is known. */
const [one, other] = ['yamada-hanako', 'abe-naoki'] as const;

/** The networks that this configuration would decide with, and pictures to try them on where those are installed. */
export function facePort(context: CommandContext, config: KioskConfig): Ports['face'] {
  const wanted = config.face.profile;
  const choose = () => chooseProfile({ wanted, modelsFolder: context.modelsFolder(config) });
  const picture = (person: string, name: string): string => join(context.root, 'fixtures', 'people', person, name);
  const photo = picture(one, 'chip.jp2');
  const frames = [picture(one, 'frame-1.jpg'), picture(other, 'frame-1.jpg')] as const;
  const isThere = [photo, ...frames].every((file) => existsSync(file));
  return {
    wanted,
    models: async () => mapOk(choose(), ({ profile }) => ({ profile })),
    selfTest: isThere
      ? async () => {
          const chosen = choose();
          if (!chosen.ok) return chosen;
          const networks = await openFaceNetworks(chosen.value);
          if (!networks.ok) return networks;
          try {
            const [same, stranger] = [
              await comparePictures(networks.value, readFileSync(photo), readFileSync(frames[0])),
              await comparePictures(networks.value, readFileSync(photo), readFileSync(frames[1])),
            ];
            if (!same.ok) return same;
            if (!stranger.ok) return stranger;
            const [near, far] = [same.value.score, stranger.value.score];
            if (near === null || far === null) return failed('U-214', 'no face was found in a picture that has one');
            return ok({ same: near, other: far, ms: Math.min(same.value.ms, stranger.value.ms) });
          } finally {
            await networks.value.close();
          }
        }
      : undefined,
  };
}
