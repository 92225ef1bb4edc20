import { addressOrNone, isSecured, natsServer } from '../config/addresses.ts';
import { isPemText, pemBlocks } from '../kernel/pemText.ts';

/** Why an address of the clinic cannot be used, in Japanese; undefined where it can. */
export function addressFault(text: string): string | undefined {
  if (text === '') return '住所（URL）を入力してください。';
  return addressOrNone.safeParse(text).success
    ? undefined
    : 'https:// または http:// で始まる住所を入力してください。名前やパスワードは書けません。';
}

export function serverFault(text: string): string | undefined {
  return natsServer.safeParse(text).success
    ? undefined
    : 'tls:// または nats:// で始まる住所を、1行に1つ入力してください。';
}

/** Why the certificate of an authority cannot be used with that address; undefined where it can, or none was given. */
export function authorityFault(pem: string, address: string): string | undefined {
  if (pem === '') return undefined;
  if (!isPemText(pem) || pemBlocks(pem).length === 0) return '証明書（PEM）ではありません。';
  return isSecured(address) ? undefined : '証明書は、https:// または tls:// の住所にだけ使います。空欄にしてください。';
}
