import { join, resolve } from 'node:path';
import { makeBackupKey } from '../../backup/recipients.ts';
import { sealedApart } from '../../backup/sealApart.ts';
import type { DeskBackup } from '../../desk/ports.ts';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { mapOk } from '../../problem/result.ts';
import { isSaid, textsIn } from '../../setup/draft.ts';
import type { SetUp } from '../../setup/setUp.ts';
import { programPort } from '../diagnosis/programPort.ts';
import type { KioskSetting } from '../options.ts';
import { placesOfKiosk } from './places.ts';

const key = 'backup.recipients';

export type BackupSetting = Pick<
  KioskSetting,
  'config' | 'root' | 'configFolder' | 'configFile' | 'dataFolder' | 'credentialsFolder' | 'machine' | 'now'
>;

/** Backups of the running kiosk, for an administrator at the desk: beside the visits, and sealed before they leave. */
export function backupAtDesk(setting: BackupSetting, { draft }: { readonly draft: () => SetUp['draft'] }): DeskBackup {
  const { config, root, configFolder, dataFolder, credentialsFolder, now } = setting;
  const kiosk = config.kiosk.id;
  // A key that was just written into the configuration seals the next backup, before anything is started again.
  const recipients = (): readonly string[] => {
    const said = draft();
    return isSaid(said, key) ? textsIn(said, key) : config.backup.recipients;
  };
  return {
    recipients,
    async makeKey() {
      const { recipient, identity } = await makeBackupKey();
      const day = tokyoDate(now());
      const file = [
        `# ${kiosk} ${day} バックアップを開く秘密の鍵（受付機に置かないこと） / opens backups: keep away from every kiosk`,
        `# public key: ${recipient}`,
        identity,
      ];
      return { recipient, name: `${kiosk}-${day}.key`, file: `${file.join('\n')}\n` };
    },
    async seal() {
      const at = now();
      const configFile = resolve(setting.configFile ?? join(configFolder, 'kiosk.config.json'));
      const { places } = placesOfKiosk({
        ...{ config, configFile, dataFolder, credentialsFolder, now: at },
        laid: setting.machine?.laid() ?? [],
      });
      const { version } = programPort(root);
      const what = { dataFolder, places, kiosk, version, now: at, isRetiring: false, recipients: recipients() };
      return mapOk(await sealedApart(what, root), (bytes) => ({ name: `${kiosk}-${tokyoDate(at)}.backup`, bytes }));
    },
  };
}
