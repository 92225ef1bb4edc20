import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/system/paths.ts';
import { addressOf } from '../target.ts';
import type { Attack } from '../verdict.ts';

const others = 0o077;

export const dataFolderAttacks: readonly Attack[] = [
  {
    id: 'data-second-start',
    tries: 'start a second kiosk on the same data folder',
    needs: ['dataFolder'],
    async through(target) {
      const dataFolder = addressOf(target, 'dataFolder');
      const program = join(projectRoot(), 'scripts', 'uketsuke');
      const ports = ['--screen-port', '0', '--desk-port', '0', '--sim-port', '0', '--ops-port', '0'];
      const args = ['run', '--simulator', '--card', 'direct', '--data-dir', dataFolder, ...ports];
      const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
      return status === 1 && !/^Patient screen/m.test(stdout) ? [] : [`it ended with ${status}`];
    },
  },
  {
    id: 'data-read-by-others',
    tries: "read the kiosk's data as another user of the machine",
    needs: ['dataFolder'],
    async through(target) {
      const folder = addressOf(target, 'dataFolder');
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return ['.', ...files].flatMap((file) => {
        const { mode } = statSync(join(folder, file));
        return mode & others ? [`${file} is open: ${(mode & 0o777).toString(8)}`] : [];
      });
    },
  },
];
