import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * How it is seen that headphones are there, as the configuration says it: `jack:Headphone Jack` is a control of the sound
 * card that knows what is plugged into it, `card:Headset` a sound card that is there only while it is plugged in (USB).
 */
export type HeadphoneSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'jack'; readonly card: string; readonly control: string }
  | { readonly kind: 'card'; readonly name: string };

/** @param text `''`, `jack:NAME`, `jack:NAME@CARD` or `card:NAME` */
export function headphoneSource(text: string): HeadphoneSource {
  const [, jack, card = '0'] = /^jack:([^@]+)(?:@(.+))?$/.exec(text) ?? [];
  if (jack !== undefined) return { kind: 'jack', card, control: jack };
  const [, name] = /^card:(.+)$/.exec(text) ?? [];
  return name === undefined ? { kind: 'none' } : { kind: 'card', name };
}

const limitMs = 1_000;

/** Whether they are plugged in now. Where that cannot be told they are not: what is private is then not said. */
export async function arePlugged(source: HeadphoneSource): Promise<boolean> {
  switch (source.kind) {
    case 'none':
      return false;
    case 'card':
      return existsSync(`/proc/asound/${source.name}`);
    case 'jack':
      return isJackOn(source);
  }
}

function isJackOn({ card, control }: Extract<HeadphoneSource, { kind: 'jack' }>): Promise<boolean> {
  const args = ['-c', card, 'cget', `iface=CARD,name='${control}'`];
  return new Promise((resolve) => {
    execFile('amixer', args, { timeout: limitMs, killSignal: 'SIGKILL' }, (error, out) => {
      resolve(!error && /^\s*: values=on\s*$/m.test(out));
    });
  });
}
