import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { KioskConfig } from '../../config/schema.ts';
import { mailOf } from '../../diagnostics/alerts/mail.ts';
import type { AlertMessage } from '../../diagnostics/alerts/notifier.ts';
import { isThisMachine } from '../../diagnostics/reach/place.ts';
import { minute, second } from '../../kernel/durations.ts';
import { httpClient } from '../../kernel/httpClient.ts';
import { readPrivateFile } from '../../storage/privateFile.ts';

/** One way to those who look after the kiosk. Rejects where it fails. */
export interface AlertChannel {
  readonly name: 'webhook' | 'mail';
  send(message: AlertMessage): Promise<void>;
}

/** Longest wait for either, milliseconds. */
const limitMs = 20 * second;

/** The ways that are configured. */
export function alertChannels({ alerts }: Pick<KioskConfig, 'alerts'>, configFolder: string): readonly AlertChannel[] {
  const { webhookUrl, mail } = alerts;
  return [
    ...(webhookUrl === '' ? [] : [webhook(webhookUrl)]),
    ...(mail.server === '' || mail.to.length === 0 ? [] : [mailing(mail, configFolder)]),
  ];
}

function webhook(url: string): AlertChannel {
  const http = httpClient();
  return {
    name: 'webhook',
    async send(message) {
      const answer = await http(new URL(url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(limitMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    },
  };
}

function mailing(
  { server, from, to, user, passwordFile }: KioskConfig['alerts']['mail'],
  folder: string,
): AlertChannel {
  const { hostname, port, protocol } = new URL(server);
  const isSecure = protocol === 'smtps:';
  return {
    name: 'mail',
    async send(message) {
      const password = passwordFile === '' ? undefined : readPrivateFile(resolve(folder, passwordFile));
      if (password && !password.ok) throw new Error(password.problem.detail ?? 'the password cannot be read');
      const pass = password && Buffer.from(password.value).toString('utf8').trim();
      const transport = createTransport({
        host: hostname,
        port: port === '' ? (isSecure ? 465 : 587) : Number(port),
        secure: isSecure,
        requireTLS: !isSecure && !isThisMachine(hostname),
        ...(user === '' ? {} : { auth: { user, pass: pass ?? '' } }),
        connectionTimeout: limitMs,
        greetingTimeout: limitMs,
        socketTimeout: limitMs,
      });
      try {
        await transport.sendMail({ from: from || `uketsuke@${hostname}`, to: [...to], ...mailOf(message) });
      } finally {
        transport.close();
      }
    },
  };
}

const tries = 3;

/** Tries a few times, a minute apart: what breaks a line often breaks it for a moment. Rejects with the last reason. */
export async function sendSurely(
  channel: AlertChannel,
  message: AlertMessage,
  signal: AbortSignal,
  pauseMs: number = minute,
): Promise<void> {
  for (let left = tries; ; left -= 1) {
    try {
      return await channel.send(message);
    } catch (error) {
      if (left <= 1 || signal.aborted) throw error;
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
