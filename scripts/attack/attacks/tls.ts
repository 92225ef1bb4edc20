import { type ConnectionOptions, connect } from 'node:tls';
import { addressOf } from '../target.ts';
import type { Attack } from '../verdict.ts';

/** What must not be agreed to. `@SECLEVEL=0`: our own library would refuse to ask otherwise. */
const weak: readonly (readonly [string, ConnectionOptions])[] = [
  ['TLS 1.0', { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }],
  ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
  [
    'TLS 1.2 with CBC',
    {
      maxVersion: 'TLSv1.2',
      ciphers:
        'ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:AES128-SHA',
    },
  ],
  ['TLS 1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES256-GCM-SHA384' }],
];

export const tlsAttacks: readonly Attack[] = [
  {
    id: 'desk-old-tls',
    tries: 'have the desk agree to weak encryption',
    needs: ['desk'],
    async through(target) {
      const { hostname, port, protocol } = new URL(addressOf(target, 'desk'));
      if (protocol !== 'https:') return ['the desk is not encrypted at all'];
      const through: string[] = [];
      for (const [name, options] of weak) {
        if (await agrees({ host: hostname, port: Number(port || 443), ...options })) through.push(name);
      }
      return through;
    },
  },
];

function agrees(options: ConnectionOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...options, rejectUnauthorized: false, timeout: 5_000 });
    const settle = (agreed: boolean): void => {
      resolve(agreed);
      socket.destroy();
    };
    socket.once('secureConnect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
    socket.once('close', () => settle(false));
  });
}
