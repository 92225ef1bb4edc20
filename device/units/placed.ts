/** Where a file of `device/units` belongs on a machine. */
export interface PlacedFile {
  /** Below `device/units`. */
  readonly from: string;
  readonly to: string;
  readonly mode: 0o644 | 0o755;
  /** `setting`: clinic IT may change it, and an update keeps what they wrote. */
  readonly kind: 'program' | 'setting';
  /**
   * A device is ours alone; on a PC that is already there journal, time and firewall are its owner's, and what the
   * system makes at each start is said in a file of its own.
   */
  readonly on: 'every machine' | 'devices' | 'PCs';
}

const units = [
  'uketsuke.service',
  'uketsuke-screen.service',
  'uketsuke-screen-address.path',
  'uketsuke-screen-restart.service',
  'uketsuke-out-of-service.service',
  'uketsuke-again.service',
  'uketsuke-again.timer',
  'uketsuke-self-test.service',
  'uketsuke-self-test.timer',
  'uketsuke-firewall.service',
] as const;

/** What root reads: not beside the configuration, which the kiosk's own user writes. */
const ofMachine = '/etc/uketsuke-machine';

/** Those that are started with the machine. The firewall only where somebody decides so on a PC that is already there. */
export const enabledUnits = [
  'uketsuke.service',
  'uketsuke-screen.service',
  'uketsuke-screen-address.path',
  'uketsuke-self-test.timer',
] as const;
export const enabledOnDevices = [...enabledUnits, 'uketsuke-firewall.service'] as const;

const program = { mode: 0o644, kind: 'program', on: 'every machine' } as const;
const setting = { mode: 0o644, kind: 'setting', on: 'every machine' } as const;

/** Everything that stands around the program; the program itself lies in `/opt/uketsuke`. */
export const placedFiles: readonly PlacedFile[] = [
  ...units.map((name) => ({ ...program, from: `system/${name}`, to: `/usr/lib/systemd/system/${name}` })),
  { ...program, from: 'etc/sysusers.conf', to: '/usr/lib/sysusers.d/uketsuke.conf' },
  { ...program, from: 'etc/polkit.rules', to: '/usr/share/polkit-1/rules.d/50-uketsuke.rules' },
  { ...program, from: 'screen/uketsuke-screen', to: '/opt/uketsuke/bin/uketsuke-screen', mode: 0o755 },
  { ...program, from: 'screen/out-of-service.html', to: '/opt/uketsuke/screen/out-of-service.html' },
  { ...setting, from: 'etc/chromium-policy.json', to: `${ofMachine}/chromium/policies/managed/uketsuke.json` },
  { ...setting, from: 'etc/firewall.nft', to: `${ofMachine}/firewall.nft` },
  { ...program, from: 'etc/kiosk.config.json', to: '/usr/share/uketsuke/kiosk.config.json' },
  { ...program, from: 'etc/tmpfiles.conf', to: '/usr/lib/tmpfiles.d/uketsuke.conf', on: 'PCs' },
  { ...program, from: 'etc/journald.conf', to: '/usr/lib/systemd/journald.conf.d/uketsuke.conf', on: 'devices' },
  { ...program, from: 'etc/timesyncd.conf', to: '/usr/lib/systemd/timesyncd.conf.d/uketsuke.conf', on: 'devices' },
];
