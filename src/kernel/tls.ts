/**
 * What every TLS connection of ours keeps to, whichever end we are: 1.2 or newer, forward secrecy, and ciphers that
 * authenticate what they encrypt (AEAD): none of the CBC suites that 1.2 would still agree on.
 */
export const strongTls = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
} as const;

/** Whom we trust at the other end, and who we are; PEM each. */
export interface TlsIdentity {
  /** The only authorities whose servers are trusted; those that Node knows where absent. */
  readonly ca?: string;
  /** Our certificate, with those that lead to its authority; where the server asks for one. */
  readonly cert?: string;
  readonly key?: string;
}
