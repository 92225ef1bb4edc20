import { receptionBundle } from '../../src/outbox/sinks/fhir/bundle.ts';
import { oqsEncodings } from '../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import type { Person } from '../../src/simulator/people.ts';
import { goldenReception } from './goldenReception.ts';

/** One file below fixtures/golden. */
export interface GoldenFile {
  readonly person: string;
  readonly path: string;
  readonly bytes: Buffer;
}

/** All golden files of these people: what each sink makes of their visit. */
export function goldenFiles(people: readonly Person[]): readonly GoldenFile[] {
  return people.flatMap((person) => {
    const reception = goldenReception(person);
    const bundle = `${JSON.stringify(receptionBundle(reception, 'ひいらぎ内科クリニック'), null, 2)}\n`;
    return [
      { person: person.id, path: `fhir/${person.id}.json`, bytes: Buffer.from(bundle, 'utf8') },
      {
        person: person.id,
        path: `webhook/${person.id}.json`,
        bytes: Buffer.from(`${JSON.stringify(reception, null, 2)}\n`, 'utf8'),
      },
      ...oqsEncodings.map((encoding) => ({
        person: person.id,
        path: `oqs/${person.id}.${encoding}.xml`,
        bytes: faceFile(reception, encoding).bytes,
      })),
    ];
  });
}
