import { configSchema } from '../../src/config/schema.ts';
import { visitSettingsFrom } from '../../src/kiosk/visitSettings.ts';

/** How screens are seen, and which keys do what, where a clinic has configured nothing. */
export const { defaultSeen, keyMap } = visitSettingsFrom(configSchema.parse({}), { takesPhones: false });
