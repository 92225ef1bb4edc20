import { commandSchema } from './view.ts';

const digitStem = Buffer.from('pin.digit.');
const asciiZero = 0x30;

/** What stands for every digit once the digit itself was taken out. */
const anyDigit = 'pin.digit.0';

/** The actions of the ten keys, made once: a press adds no text to the memory that says which key it was. */
const digitActions: readonly string[] = Array.from({ length: 10 }, (_, digit) => `pin.digit.${digit}`);

/**
 * The action in a message of the page; undefined where it is none. A digit is taken out of the bytes before anything
 * makes a text of them, and the bytes are zeroed: texts live on until nobody knows when.
 */
export function readCommand(message: Buffer): string | undefined {
  const digit = takeDigit(message);
  const command = commandSchema.safeParse(parsed(message.toString()));
  message.fill(0);
  if (!command.success) return undefined;
  const { action } = command.data;
  return digit !== undefined && action === anyDigit ? digitActions[digit] : action;
}

function takeDigit(message: Buffer): number | undefined {
  const stem = message.indexOf(digitStem);
  if (stem < 0) return undefined;
  const at = stem + digitStem.length;
  const digit = (message[at] ?? 0) - asciiZero;
  if (digit < 0 || digit > 9) return undefined;
  message[at] = asciiZero;
  return digit;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
