import { catalogue } from '../problem/catalogue.ts';
import type { KioskStatus } from './server.ts';

/** The desk's page, whole, in Japanese: plain HTML that renews itself. */
export function deskPage(status: KioskStatus): string {
  const rows: readonly (readonly [string, string])[] = [
    ['状態', status.service === 'in-service' ? '受付できます' : '受付できません'],
    ['カードリーダー', status.reader],
    ['カメラ', status.camera],
    ['顔認証の方式', profileName(status.faceProfile)],
    ['送信待ち', status.queue ? `${status.queue.waiting} 件` : '確認できません'],
    ['保留（要確認）', status.queue ? `${status.queue.parked} 件` : '確認できません'],
  ];
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('\n');
  const alert = status.problem
    ? `<p class="alert"><strong>${status.problem}</strong> ${escaped(catalogue[status.problem].staff)}</p>`
    : '';
  return `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>受付機 ${escaped(status.kiosk)}</title><link rel="stylesheet" href="/desk.css"></head>
<body>
<h1>${escaped(status.clinicName)} 受付機 ${escaped(status.kiosk)}</h1>
${alert}
<dl>
${list}
</dl>
</body>
</html>
`;
}

function profileName(profile: string): string {
  if (profile === 'embedded') return 'embedded（お試し用。診療では使わないでください）';
  return profile;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
