import type { FixedAddress, NetworkLaid, NetworkPlan } from './plan.ts';

/** Where the proxy stands. */
export const proxyFile = 'proxy.env';

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
    { name: proxyFile, text: proxyText(proxy) },
    { name: 'outside.conf', text: outside.map((each) => `IPAddressAllow=${each}\n`).join('') },
    ...switchFiles(switchIdentity),
  ];
}

/** The identity's parts before the file that is watched; where there is none, nothing of an earlier one is left. */
function switchFiles(switchIdentity: NetworkPlan['switchIdentity']): readonly MachineFile[] {
  const { identity, authority, certificate, key } = switchIdentity ?? { authority: '', certificate: '', key: '' };
  return [
    { name: 'switch-authority.pem', text: authority },
    { name: 'switch-certificate.pem', text: certificate },
    ...(key === undefined ? [] : [{ name: 'switch.key', text: key }]),
    { name: 'switch.conf', text: identity === undefined ? '' : switchConfiguration(identity) },
  ];
}

/** What {@link networkFiles} says, by file name; undefined where nothing was laid down. */
export function networkLaidIn(laid: (name: string) => string): NetworkLaid | undefined {
  const network = laid('10-uketsuke.network');
  if (network === '') return undefined;
  const identity = valuesIn(laid('switch.conf'), '  identity')[0]?.slice(1, -1);
  return {
    way: wayIn(network),
    proxy: proxyIn(laid(proxyFile)),
    outside: valuesIn(laid('outside.conf'), 'IPAddressAllow'),
    switchIdentity:
      identity === undefined
        ? null
        : { identity, authority: laid('switch-authority.pem'), certificate: laid('switch-certificate.pem') },
  };
}

/** The kiosk's unit has what stands there in its environment: nothing but the proxy may. */
export function proxyText(proxy: string): string {
  return proxy === '' ? '' : `HTTPS_PROXY=${proxy}\nHTTP_PROXY=${proxy}\nNO_PROXY=127.0.0.1,localhost\n`;
}

/** The proxy as `proxy.env` has it; empty where there is none. */
export function proxyIn(text: string): string {
  return valuesIn(text, 'HTTPS_PROXY')[0] ?? '';
}

function wayIn(network: string): 'dhcp' | FixedAddress {
  const [address] = valuesIn(network, 'Address');
  if (address === undefined) return 'dhcp';
  return { address, router: valuesIn(network, 'Gateway')[0] ?? '', names: valuesIn(network, 'DNS') };
}

/** Of all lines `name=value`. */
function valuesIn(text: string, name: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));
}

/** The time server as systemd-timesyncd reads it. */
export function timeFiles(server: string): readonly MachineFile[] {
  return [{ name: 'timesyncd.conf', text: `[Time]\nNTP=${server}\n` }];
}

/** What {@link timeFiles} says; undefined where nothing was laid down. */
export function timeServerIn(text: string): string | undefined {
  return valuesIn(text, 'NTP')[0];
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
