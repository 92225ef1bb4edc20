import { type Command, commandSchema, type Painted, paintedSchema } from './view.ts';

/** What digits follow in a message of the page: of an action, of a key. */
const stems = ['pin.digit.', 'Numpad', 'Digit'] as const;
const asciiZero = 0x30;

/** What each digit makes of its stem, made once: a press adds no text to the memory that says which key it was. */
const withDigit: Readonly<Record<(typeof stems)[number], readonly string[]>> = {
  'pin.digit.': every('pin.digit.'),
  Numpad: every('Numpad'),
  Digit: every('Digit'),
};

/**
 * The command in a message of the page, or its word that it has painted; undefined where it is neither. A digit is taken out of the bytes before anything
 * makes a text of them, and the bytes are zeroed: texts live on until nobody knows when.
 */
export function readCommand(message: Buffer): Command | Painted | undefined {
  const taken = takeDigit(message);
  const said = parsed(message.toString());
  message.fill(0);
  const command = commandSchema.safeParse(said);
  if (!command.success) return paintedSchema.safeParse(said).data;
  const whole = (name: string): string => {
    const digits = taken && name === `${taken.stem}0` ? withDigit[taken.stem] : [];
    return digits[taken?.digit ?? 0] ?? name;
  };
  const { data } = command;
  if ('bench' in data) return data;
  return 'action' in data ? { action: whole(data.action) } : { ...data, key: whole(data.key) };
}

/** The first digit behind a stem, replaced by zero in the message. */
function takeDigit(message: Buffer): { readonly stem: (typeof stems)[number]; readonly digit: number } | undefined {
  for (const stem of stems) {
    const start = message.indexOf(stem);
    if (start < 0) continue;
    const at = start + stem.length;
    const digit = (message[at] ?? 0) - asciiZero;
    if (digit < 0 || digit > 9) continue;
    message[at] = asciiZero;
    return { stem, digit };
  }
  return undefined;
}

function every(stem: string): readonly string[] {
  return Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
