import { Command } from 'commander';
import encodeQr from 'qr';
import type { CommandContext } from '../context.ts';
import { examples, json } from '../words.ts';
import { type About, aboutHere } from './about.ts';

/** `about`: what runs here, to be compared with what should; as text, JSON, or a QR code to be photographed. */
export function aboutCommand(context: CommandContext): Command {
  return new Command('about')
    .option('--json', 'as JSON')
    .option('--qr', 'the JSON as a QR code on the terminal')
    .addHelpText('after', examples('about', 'about --json', 'about --qr'))
    .action(async ({ json: asJson, qr }: { json?: true; qr?: true }) => {
      const about = await aboutHere(context);
      if (qr) context.print(`${encodeQr(JSON.stringify(about), 'term', { ecc: 'low' })}\n`);
      else context.print(asJson ? json(about) : aboutText(about));
    });
}

/** For people: one line each, Japanese first, as clinic IT reads it out on the telephone. */
export function aboutText(about: About): string {
  const { hashes, keys, kiosk } = about;
  const none = 'なし';
  const lines: readonly (readonly [string, string])[] = [
    ['プログラム', `Uketsuke ${about.version}`],
    ['ソース', about.commit ?? '不明'],
    ['Node.js', about.node],
    ['プログラムのハッシュ', hashes.program ?? none],
    ['モデル一覧のハッシュ', hashes.models ?? none],
    ['設定のハッシュ', hashes.configuration ?? none],
    ['顔認証', about.face ?? '使えません'],
    ['受付機', kiosk ? `${kiosk.id}（${kiosk.mode === 'production' ? '本番' : '試用'}）` : '設定に誤りがあります'],
    ['何台目', `${about.generation}台目の機械`],
    ['起動した面', about.slot ?? 'なし（1面のみ）'],
    ['監査の公開鍵', keys.audit ?? none],
    ['更新の公開鍵', keys.update ?? none],
    ...(about.outOfService === null ? [] : [['受付できない理由', about.outOfService] as const]),
  ];
  return lines.map(([name, value]) => `${name}：${value}\n`).join('');
}
