import { check, type Found } from '../check.ts';
import { areDataSealed, deviceFacts } from '../device.ts';

export const protection = check({
  id: 'protection',
  title: '機器の保護',
  proves:
    '受付機のイメージで動く機器で、データが暗号化され、セキュアブートが有効で、本番用の鍵で署名され、だれも設定を持ち込んでいない',
  needs: ['machine'],
  limitMs: 15_000,
  measures: {
    secureBoot: {
      says: 'セキュアブート',
      words: { on: '有効', off: '無効', setup: '鍵が未登録', none: '対応していない' },
    },
    tpm: { says: 'TPM 2.0がある' },
    trialKeys: { says: '試用の鍵で署名されている' },
    brought: { says: '持ち込まれた設定を断った（起動から）' },
  },
  faults: {
    'no-tpm': {
      number: 'U-645',
      severity: 'notice',
      symptom: 'unprotected',
      part: 'processor',
      says: 'TPM 2.0がないため、データが暗号化されていません',
      next: '盗難に備えて、機器を施錠できる場所に置いてください。TPMがある機器では、ファームウェアの設定で有効にし、インストールし直してください。',
    },
    'not-sealed': {
      number: 'U-645',
      severity: 'notice',
      symptom: 'unprotected',
      part: 'processor',
      says: 'TPM 2.0はありますが、データはTPMを有効にする前に作られ、暗号化されていません',
      next: 'バックアップを作り、インストールし直してから、バックアップを戻してください。',
    },
    'secure-boot': {
      number: 'U-645',
      severity: 'notice',
      symptom: 'unprotected',
      part: 'processor',
      says: 'セキュアブートが有効ではないため、起動するプログラムの改ざんを検知できません',
      next: 'ファームウェアの設定でセキュアブートを「Setup Mode」にして、起動し直してください。設定を変えると、起動時に回復キーを聞かれることがあります。先に用意してください。',
    },
    'trial-keys': {
      number: 'U-646',
      severity: 'notice',
      symptom: 'unprotected',
      part: 'program',
      says: 'システムが試用の鍵で署名されています。患者さんには使えません',
      next: '自分の鍵で署名したシステムを、インストールし直してください。',
    },
    'brought-configuration': {
      number: 'U-734',
      severity: 'warning',
      symptom: 'unprotected',
      part: 'processor',
      says: '使用中の受付機のディスクに、だれかが設定ファイルを置きました。取り込んでいません',
      next: '心当たりがなければ、機器のケースとディスクに触れた人がいないか確認してください。設定は、管理者が受付端末の「設定」で変えます。',
    },
  },
  async run({ machine }) {
    const { protection: seen, areKeysTrial, wasConfigurationRefused } = await deviceFacts(machine);
    const found: Found<'no-tpm' | 'not-sealed' | 'secure-boot' | 'trial-keys' | 'brought-configuration'>[] = [];
    if (seen && !areDataSealed(seen)) found.push({ fault: seen.tpm ? 'not-sealed' : 'no-tpm' });
    if (seen && seen.secureBoot !== 'on') found.push({ fault: 'secure-boot', detail: seen.secureBoot });
    if (areKeysTrial === true) found.push({ fault: 'trial-keys' });
    if (wasConfigurationRefused) found.push({ fault: 'brought-configuration' });
    const [secureBoot, tpm] = [seen?.secureBoot ?? null, seen?.tpm ?? null];
    return { values: { secureBoot, tpm, trialKeys: areKeysTrial, brought: wasConfigurationRefused }, found };
  },
});
