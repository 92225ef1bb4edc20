import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import { demoKeyFiles, readDemoKey } from '../../../src/simulator/card/demoKeys.ts';
import type { DemoPki } from '../../../src/simulator/card/demoPki.ts';
import { root } from './cardRig.ts';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const realName =
  'C=JP, O=JPKI, OU=JPKI for user authentication, OU=Japan Agency for Local Authority Information Systems';

/** An authority with a fresh key: self-made under the real one's name, or certified by the demo authority. */
export async function strangerAuthority(now: Date, options: { certifiedBy?: DemoPki; name?: string } = {}) {
  const keys = await webcrypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ['sign', 'verify'],
  );
  // An authority between has the name that a leaf must carry as its issuer, and so does the one above it.
  const name = options.name ?? realName;
  const year = now.getUTCFullYear();
  const validity = { notBefore: new Date(Date.UTC(year - 1, 0)), notAfter: new Date(Date.UTC(year + 2, 0)) };
  const signingKey = options.certifiedBy ? await demoSigningKey() : keys.privateKey;
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: '0a',
      issuer: options.certifiedBy ? realName : name,
      subject: name,
      ...validity,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    },
    webcrypto,
  );
  return {
    certificate: new X509Certificate(Buffer.from(certificate.rawData)),
    async issue(subject: string) {
      const leaf = await X509CertificateGenerator.create(
        {
          serialNumber: '0b',
          issuer: name,
          subject,
          ...validity,
          publicKey: keys.publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: algorithm,
        },
        webcrypto,
      );
      return new X509Certificate(Buffer.from(leaf.rawData));
    },
  };
}

function demoSigningKey() {
  const key = readDemoKey(demoKeyFiles(root).authority).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']);
}
