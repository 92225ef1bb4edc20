import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, as files and as text. */
export interface Issued {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** An authority of a hospital's own. */
export interface Authority extends Issued {
  /** A certificate for 127.0.0.1 and localhost, good for either end. */
  issue(name: string): Issued;
  /** Takes the files away. */
  clear(): void;
}

/** Makes one, by the system's openssl; whoever does clears it. */
export function newAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-authority-'));
  const root = make(folder, name, ['-addext', 'basicConstraints=critical,CA:TRUE']);
  return {
    ...root,
    clear: () => rmSync(folder, { recursive: true, force: true }),
    issue: (subject) =>
      make(folder, subject, [
        ...['-CA', root.certificateFile, '-CAkey', root.keyFile],
        ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE'],
      ]),
  };
}

function make(folder: string, name: string, more: readonly string[]): Issued {
  const certificateFile = join(folder, `${name}.pem`);
  const keyFile = join(folder, `${name}.key`);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  // openssl writes keys for their owner only.
  execFileSync(
    'openssl',
    ['req', '-x509', ...key, '-out', certificateFile, '-days', '2', '-subj', `/CN=${name}`, ...more],
    {
      stdio: 'ignore',
    },
  );
  return {
    certificateFile,
    keyFile,
    cert: readFileSync(certificateFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
  };
}
