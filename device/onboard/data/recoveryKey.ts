import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import encodeQR from 'qr';

/** The screen of the machine itself; nothing of this goes to the journal or the serial line. */
const screen = '/dev/tty1';
const shownForMs = 120_000;

/**
 * What stands on the machine's screen: clinic IT takes it down once, on paper or as a picture of the QR code. In
 * English: the bare console of a kernel has no Japanese letters.
 */
export function recoveryPage(key: string): string {
  return [
    '',
    '  RECOVERY KEY   shown here, once, and nowhere else',
    '',
    `  ${key}`,
    '',
    ...qrLines(key).map((line) => `  ${line}`),
    '',
    '  It opens the data of this kiosk when its main board was replaced.',
    '  Write it down or photograph it, and keep it locked away.',
    '  Goes on when Enter is pressed, or after two minutes.',
    '',
  ].join('\n');
}

/** Shows it until somebody presses Enter, or for two minutes. */
export async function showRecoveryKey(key: string): Promise<void> {
  const handle = openSync(screen, 'w');
  writeSync(handle, `\u001b[2J\u001b[H${recoveryPage(key)}`);
  await pressedOrLate();
  writeSync(handle, '\u001b[2J\u001b[3J\u001b[H');
  closeSync(handle);
}

/** Two rows of the code in a line of text. */
function qrLines(text: string): readonly string[] {
  return encodeQR(text, 'ascii', { ecc: 'medium', border: 2 }).split('\n');
}

async function pressedOrLate(): Promise<void> {
  const keyboard = await open(screen, 'r');
  const stream = keyboard.createReadStream();
  const late = new Promise<void>((resolve) => setTimeout(resolve, shownForMs).unref());
  const pressed = new Promise<void>((resolve) => stream.once('data', () => resolve()));
  // Without a keyboard nobody presses: the time decides.
  stream.on('error', () => undefined);
  await Promise.race([late, pressed]);
  stream.destroy();
}
