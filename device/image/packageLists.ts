/** What the kiosk's system is made of, by what it is for. Recommended packages are not taken: everything is said here. */
export const kioskPackages: readonly string[] = [
  // The system itself.
  ...['linux-image-amd64', 'systemd', 'systemd-sysv', 'udev', 'dbus', 'kmod', 'libpam-systemd', 'procps', 'iproute2'],
  ...['systemd-resolved', 'systemd-timesyncd', 'ca-certificates', 'openssl', 'nftables', 'tzdata'],
  // Switches that want to know who comes (802.1X).
  'wpasupplicant',
  // The clinic's shared folder.
  'cifs-utils',
  // Boot: the initial system, verified root, sealed data.
  ...['initramfs-tools', 'zstd', 'busybox', 'cryptsetup-bin', 'systemd-cryptsetup', 'systemd-repart', 'dmsetup'],
  ...['e2fsprogs', 'dosfstools', 'fdisk', 'tpm2-tools', 'libtss2-esys-3.0.2-0t64', 'libtss2-rc0t64'],
  ...['libtss2-mu-4.0.1-0t64', 'libtss2-tcti-device0t64', 'libqrencode4', 'efibootmgr'],
  // Updates.
  ...['rauc', 'rauc-service'],
  // Cards, cameras, voice.
  ...['pcscd', 'libccid', 'libpcsclite1', 'polkitd', 'ffmpeg', 'v4l-utils', 'alsa-utils'],
  // The screen.
  ...['cage', 'xwayland', 'chromium', 'seatd', 'fonts-noto-cjk', 'libgl1-mesa-dri', 'libegl1', 'xkb-data'],
];

/** The tools an image is made with: the release's own, so that they suit what they make, whatever this machine runs. */
export const workshopPackages: readonly string[] = [
  ...['erofs-utils', 'cryptsetup-bin', 'mtools', 'dosfstools', 'fdisk', 'e2fsprogs', 'zstd', 'openssl'],
  ...['systemd', 'systemd-ukify', 'systemd-boot-efi', 'sbsigntool', 'efitools', 'rauc', 'squashfs-tools'],
  ...['python3-pefile', 'python3-cryptography', 'faketime'],
  // Keys that never leave their token.
  ...['libengine-pkcs11-openssl', 'p11-kit', 'opensc-pkcs11'],
];

/** Left out of every package: nobody reads manuals on a kiosk; licences stay. */
export const leftOutOfPackages: readonly string[] = [
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/locale/*',
  'path-include=/usr/share/locale/locale.alias',
];
