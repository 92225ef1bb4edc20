import { holdPort } from '../../src/kernel/heldPort.ts';

/** A port of loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const held = await holdPort('127.0.0.1', 0);
  await held.close();
  return held.port;
}
