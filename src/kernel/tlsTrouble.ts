/**
 * What Node and OpenSSL call it when a secured connection is not made although somebody answers: a certificate that is
 * not accepted, here or there; another name on it; no TLS at the other end; no version or cipher in common.
 */
const ofTls =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH|ERR_TLS_|ERR_SSL_|EPROTO$)/;

/**
 * What TLS said, where that is why a request failed: then waiting does not help, and no line is down. Undefined for
 * every other failure. fetch keeps the reason in `cause`.
 */
export function tlsTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && ofTls.test(error.code)) return error.code;
  return tlsTrouble(error.cause);
}
