import { ok, type Result } from '../problem/result.ts';
import { ElementaryFile } from './elementaryFile.ts';
import { jpkiFile } from './jpki.ts';
import type { PhoneKind } from './phoneKind.ts';
import type { CardChannel } from './reader.ts';

/** What answers to the JPKI application. On an Android phone even the certificate needs the PIN. */
export type TokenKind = 'my-number-card' | 'resident-register-card' | PhoneKind | 'unknown';

const labels: ReadonlyMap<string, TokenKind> = new Map([
  ['JPKIAPICCTOKEN2', 'my-number-card'],
  ['JPKIAPICCTOKEN', 'resident-register-card'],
  ['JPKIAPGPSETOKEN', 'android'],
  ['JPKIAPIOSTOKEN', 'iphone'],
]);

const labelLength = 32;

/** The kind of token, by the label at the head of its token information. JPKI must be the current application. */
export async function readTokenKind(channel: CardChannel, signal: AbortSignal): Promise<Result<TokenKind>> {
  const label = await new ElementaryFile(channel, jpkiFile.tokenInfo).upTo(labelLength, signal);
  if (!label.ok) return label;
  const text = Buffer.from(label.value ?? []).toString('latin1');
  return ok(labels.get(text.trim()) ?? 'unknown');
}
