import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { DeviceStatus, SelfTestSeen } from '../ports.ts';
import { facts } from './document.ts';
import { dayTime } from './time.ts';

/** What the kiosk is made of, and how its last test went: for whoever is asked on the telephone. */
export function deviceFacts(
  { reader, camera, faceProfile, ownNetwork }: DeviceStatus,
  selfTest: SelfTestSeen | null,
): Html {
  const note =
    faceProfile === 'embedded' ? 'お試し用。診療では使わないでください' : ownNetwork && `照合モデル：${ownNetwork}`;
  const face = note ? `${faceProfile}（${note}）` : faceProfile;
  return html`<details><summary>受付機の装置</summary>${facts([
    ['カードリーダー', reader],
    ['カメラ', camera],
    ['顔認証の方式', face],
    [
      '点検',
      selfTest ? `${dayTime(selfTest.at)}　${outcomeOf(selfTest)}` : 'まだしていません（起動から30秒ほどで始まります）',
    ],
  ])}${selfTest && findingsOf(selfTest)}</details>`;
}

function outcomeOf({ findings, mended }: SelfTestSeen): string {
  const well = findings.length === 0 ? '異常なし' : `${findings.length}件`;
  return mended.length === 0 ? well : `${well}（${mended.join('、')}は、自動でやり直して直りました）`;
}

function findingsOf({ findings }: SelfTestSeen): Fragment {
  return (
    findings.length > 0 &&
    html`<ul id="self-test">${findings.map(
      ({ number, says, next }) => html`<li><strong class="code">${number}</strong> ${says}<br>${next}</li>`,
    )}</ul>`
  );
}
