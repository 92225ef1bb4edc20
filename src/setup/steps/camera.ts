import { type Draft, isSaid, textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

export const camera: SetUpStep = {
  id: 'camera',
  title: 'カメラ',
  question: 'カメラに顔が映ることを確かめてください',
  why: '顔認証に使います。下に、いまの様子を表示します。映像はこの画面に出すだけで、どこにも保存しません。',
  owns: ['camera.device'],
  // Device names are those of the machine that has it.
  own: ['camera.device'],
  skip: '顔認証は使えません。暗証番号と目視確認で受付します。カメラはあとで選べます。',
  trial: { word: 'カメラを点検する', checks: ['camera'] },
  live: 'camera',
  risks: ['U-211', 'U-748'],
  fields: (draft, { cameras }) => {
    const now = textIn(draft, 'camera.device');
    const shown = cameraShown(draft, cameras);
    const devices = [...new Set([...cameras, now])];
    return [
      {
        kind: 'one',
        name: 'device',
        label: '使うカメラ',
        value: shown,
        choices: devices.map((device) => ({
          value: device,
          label: device,
          ...(cameras.includes(device) ? {} : { help: 'いまは見つかりません。' }),
        })),
      },
    ];
  },
  answer(typed, draft, { cameras }) {
    const device = typedIn(typed, 'device');
    const isOffered = cameras.includes(device) || device === textIn(draft, 'camera.device');
    return isOffered
      ? right({ 'camera.device': device })
      : wrong('device', 'そのカメラは見つかりません。選び直してください。');
  },
};

/** The camera to begin with: the one that was chosen, else the first there is, whose name stays with it. */
export function cameraShown(draft: Draft, cameras: readonly string[]): string {
  const chosen = textIn(draft, 'camera.device');
  return isSaid(draft, 'camera.device') && cameras.includes(chosen) ? chosen : (cameras[0] ?? chosen);
}
