import type { Protection } from '../../../src/diagnostics/device.ts';
import type { RunProgram } from '../programs.ts';

/** What of a machine decides how well the clinic's data are protected on it: as the kiosk reads it. */
export type { Protection };

/** Reads a variable of the firmware; undefined where there is none, or no UEFI. */
export type ReadVariable = (name: string) => Uint8Array | undefined;

/** The global variables of UEFI (section 3.3 of its specification). */
export const globalVariables = '8be4df61-93ca-11d2-aa0d-00e098032b8c';

/** Four bytes of attributes stand before the value. */
const valueAt = 4;

export function protectionOf(read: ReadVariable, hasTpm: boolean): Protection {
  const flag = (name: string) => read(`${name}-${globalVariables}`)?.[valueAt];
  const [isOn, isSetup] = [flag('SecureBoot'), flag('SetupMode')];
  const secureBoot = isOn === 1 ? 'on' : isSetup === 1 ? 'setup' : isOn === 0 ? 'off' : 'none';
  return { secureBoot, tpm: hasTpm };
}

/** Whether a TPM 2 is there and answers. */
export function hasTpm(run: RunProgram): boolean {
  return run('systemd-analyze', ['has-tpm2', '--quiet']).ok;
}

/** What clinic IT is told at the machine, Japanese; empty where everything is as it should be. */
export function protectionWords({ secureBoot, tpm }: Protection): readonly string[] {
  const words: Record<Protection['secureBoot'], string | undefined> = {
    on: undefined,
    setup: 'セキュアブートの鍵がまだ登録されていません。次の起動で登録されます。',
    off: 'セキュアブートが無効です。起動するプログラムの改ざんを検知できません。ファームウェアの設定で有効にしてください。',
    none: 'この機器はセキュアブートに対応していません。起動するプログラムの改ざんを検知できません。',
  };
  const noTpm =
    'TPM 2.0がありません。データは暗号化されずに保存されます。盗難に備え、機器を施錠できる場所に置いてください。';
  return [words[secureBoot], tpm ? undefined : noTpm].filter((each) => each !== undefined);
}
