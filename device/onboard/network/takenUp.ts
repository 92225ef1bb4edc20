/** What the set-up may lay down for the machine, and what of it root takes up: exactly what it writes, nothing else. */

/** Drivers under which a telephone offers its own line to the internet, when it is plugged in to be charged. */
export const noTelephone = 'Driver=!rndis_host cdc_ether cdc_ncm cdc_mbim cdc_subset ipheth';

/** The interfaces' configuration is believed line by line: whoever wrote it is the kiosk's user, not root. */
const networkLines = [
  /^\[Match\]$/,
  /^Type=ether$/,
  /^\[Network\]$/,
  /^DHCP=yes$/,
  /^Address=[0-9a-f.:]+\/\d{1,3}$/i,
  /^(Gateway|DNS)=[0-9a-f.:]+$/i,
];

/** The text for systemd-networkd; undefined where there is a line that is not the set-up's. */
export function takenNetwork(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length === 0 || !lines.every((line) => networkLines.some((known) => known.test(line)))) return undefined;
  // Which interfaces these are is the device's to say, also of what was laid down long ago.
  const own = lines.flatMap((line) => (line === 'Type=ether' ? [line, noTelephone] : [line]));
  return `${own.join('\n')}\n`;
}

/** The text for systemd-timesyncd. */
export function takenTime(text: string): string | undefined {
  const server = /^\[Time\]\nNTP=([\w.:-]{1,253})\n$/.exec(text)?.[1];
  return server === undefined ? undefined : `[Time]\nNTP=${server}\n`;
}

/** Whom outside the clinic the kiosk may talk to, as lines of its unit. */
export function takenOutside(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  const isKnown = (line: string): boolean => /^IPAddressAllow=[0-9a-f.:]+(\/\d{1,3})?$/i.test(line);
  return lines.length > 0 && lines.every(isKnown) ? ['[Service]', ...lines, ''].join('\n') : undefined;
}

/** Who the kiosk is to a switch (802.1X, EAP-TLS), with the files beside it. */
export interface SwitchFiles {
  readonly configuration: string;
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * The text for wpa_supplicant, made anew around the identity alone: other lines of such a file load programs.
 *
 * @param folder where the three PEM files will lie
 */
export function takenSwitch(
  { configuration, authority, certificate, key }: SwitchFiles,
  folder: string,
): string | undefined {
  const identity = /^ {2}identity="([^"\\\n]{1,255})"$/m.exec(configuration)?.[1];
  const isPem = [authority, certificate, key].every((text) => text.startsWith('-----BEGIN '));
  if (identity === undefined || !isPem) return undefined;
  return [
    ...['ap_scan=0', 'network={', '  key_mgmt=IEEE8021X', '  eap=TLS', `  identity="${identity}"`],
    ...[`  ca_cert="${folder}/switch-authority.pem"`, `  client_cert="${folder}/switch-certificate.pem"`],
    ...[`  private_key="${folder}/switch.key"`, '}', ''],
  ].join('\n');
}
