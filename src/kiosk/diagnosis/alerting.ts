import { Alerting, type FiringAlert } from '../../diagnostics/alerts/alerting.ts';
import { Notifier } from '../../diagnostics/alerts/notifier.ts';
import { alertRules } from '../../diagnostics/alerts/rules.ts';
import type { Report } from '../../diagnostics/report.ts';
import type { KioskSetting } from '../options.ts';
import { alertChannels, sendSurely } from './clinicIt.ts';

/** Which rules fire here, told to clinic IT by every way that is configured. */
export interface KioskAlerting {
  see(report: Report): void;
  firing(): readonly FiringAlert[];
  close(): void;
}

/** A message that cannot be sent is U-642 at the desk. */
export function openAlerting({ config, configFolder, alerts, log, now }: KioskSetting): KioskAlerting {
  const alerting = new Alerting(alertRules);
  const channels = alertChannels(config, configFolder);
  const stopping = new AbortController();
  const { quietFrom: from, quietTo: to } = config.alerts;
  const notifier = new Notifier({
    kiosk: config.kiosk.id,
    quiet: { from, to },
    send(message) {
      log.warn({ rules: message.alerts.map(({ rule }) => rule), over: message.over }, 'alert');
      for (const channel of channels) {
        sendSurely(channel, message, stopping.signal).catch((error: unknown) => {
          const detail = `${channel.name}: ${error instanceof Error ? error.message : String(error)}`;
          log.error({ code: 'U-642', detail }, 'an alert was not sent');
          alerts.raise({ code: 'U-642', detail });
        });
      }
    },
  });
  return {
    see(report) {
      alerting.see(report, now());
      notifier.look(alerting.firing(now()), now());
    },
    firing: () => alerting.firing(now()),
    close: () => stopping.abort(),
  };
}
