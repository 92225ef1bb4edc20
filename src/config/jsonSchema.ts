import { z } from 'zod';
import { configSchema } from './schema.ts';

/** JSON Schema (2020-12) of kiosk.config.json, for editors; committed as src/config/kiosk.config.schema.json. */
export function configJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }), null, 2)}\n`;
}
