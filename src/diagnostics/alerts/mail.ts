import { tokyoClock, tokyoDate } from '../../kernel/tokyoTime.ts';
import type { AlertMessage } from './notifier.ts';

/** A message as a mail that a person reads; Japanese. */
export function mailOf({ kiosk, alerts, over }: AlertMessage): { readonly subject: string; readonly text: string } {
  const [first] = alerts;
  const subject = first
    ? `[受付機 ${kiosk}] ${first.says}${alerts.length > 1 ? ` ほか${alerts.length - 1}件` : ''}`
    : `[受付機 ${kiosk}] 直りました`;
  const parts = alerts.map(({ severity, says, since, findings }) =>
    [
      `${severity === 'critical' ? '【至急】' : '【注意】'}${says}（${tokyoDate(since)} ${tokyoClock(since)} から）`,
      ...findings.map(({ number, says: what, next }) => `・${number} ${what}\n　${next}`),
    ].join('\n'),
  );
  const ended = over.length === 0 ? [] : [`次の知らせは終わりました：${over.join('、')}`];
  return { subject, text: [...parts, ...ended, '患者さんの情報は、この知らせに含まれていません。'].join('\n\n') };
}
