/** Where a device's own system says what it is, for the kiosk that runs on it: written by `device/`, read here. */
export const protectionFile = '/run/uketsuke-boot/protection.json';
/** There where this start found a configuration on the open partition of a kiosk in service, and did not take it. */
export const refusedConfigurationFile = '/run/uketsuke-boot/refused-configuration';
export const imageFile = '/etc/uketsuke-machine/image.json';
