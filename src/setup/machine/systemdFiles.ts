import type { NetworkPlan } from './plan.ts';

/** A file that the device's own units take up. */
export interface MachineFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The plan as systemd-networkd reads it, for every wired interface; the switch's identity as wpa_supplicant does; the
 * proxy as a unit's `EnvironmentFile`; whom it may talk to as lines of its unit. Values were checked when they were typed, and hold no line break.
 */
export function networkFiles({ way, proxy, switchIdentity, outside }: NetworkPlan): readonly MachineFile[] {
  const lines =
    way === 'dhcp'
      ? ['DHCP=yes']
      : [
          `Address=${way.address}`,
          ...(way.router === '' ? [] : [`Gateway=${way.router}`]),
          ...way.names.map((each) => `DNS=${each}`),
        ];
  return [
    { name: '10-uketsuke.network', text: ['[Match]', 'Type=ether', '', '[Network]', ...lines, ''].join('\n') },
    {
      name: 'proxy.env',
      text: proxy === '' ? '' : `HTTPS_PROXY=${proxy}\nHTTP_PROXY=${proxy}\nNO_PROXY=127.0.0.1,localhost\n`,
    },
    { name: 'outside.conf', text: outside.map((each) => `IPAddressAllow=${each}\n`).join('') },
    ...(switchIdentity === null
      ? [{ name: 'switch.conf', text: '' }]
      : [
          { name: 'switch-authority.pem', text: switchIdentity.authority },
          { name: 'switch-certificate.pem', text: switchIdentity.certificate },
          { name: 'switch.key', text: switchIdentity.key },
          { name: 'switch.conf', text: switchConfiguration(switchIdentity.identity) },
        ]),
  ];
}

/** The time server as systemd-timesyncd reads it. */
export function timeFiles(server: string): readonly MachineFile[] {
  return [{ name: 'timesyncd.conf', text: `[Time]\nNTP=${server}\n` }];
}

/** Paths are relative to the folder the files lie in: the unit starts there. */
function switchConfiguration(identity: string): string {
  return [
    'ctrl_interface=/run/wpa_supplicant',
    'ap_scan=0',
    'network={',
    '  key_mgmt=IEEE8021X',
    '  eap=TLS',
    `  identity="${identity}"`,
    '  ca_cert="switch-authority.pem"',
    '  client_cert="switch-certificate.pem"',
    '  private_key="switch.key"',
    '}',
    '',
  ].join('\n');
}
