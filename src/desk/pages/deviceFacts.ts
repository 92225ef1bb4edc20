import { type Html, html } from '../../kernel/html.ts';
import type { DeviceStatus } from '../ports.ts';
import { facts } from './document.ts';

/** What the kiosk is made of: for whoever is asked on the telephone. */
export function deviceFacts({ reader, camera, faceProfile, ownNetwork }: DeviceStatus): Html {
  const note =
    faceProfile === 'embedded' ? 'お試し用。診療では使わないでください' : ownNetwork && `照合モデル：${ownNetwork}`;
  const face = note ? `${faceProfile}（${note}）` : faceProfile;
  return html`<details><summary>受付機の装置</summary>${facts([
    ['カードリーダー', reader],
    ['カメラ', camera],
    ['顔認証の方式', face],
  ])}</details>`;
}
