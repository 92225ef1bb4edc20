import { XMLBuilder } from 'fast-xml-parser';
import type { Reception } from '../../reception.ts';
import { tokyoSeconds } from '../tokyoTime.ts';
import { encode, type OqsEncoding, writable } from './encoding.ts';
import { bodyRules, type ElementRule, headerRules, resultRules } from './mapping.ts';

/** One file for the `face` folder. */
export interface FaceFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Code points the encoding cannot hold, one for each time: ● stands for them in the file. */
  readonly lost: readonly number[];
}

/** The file a clinic system is told a reception with. The same reception always gives the same name and bytes. */
export function faceFile(reception: Reception, encoding: OqsEncoding): FaceFile {
  const lost: number[] = [];
  const elements = (rules: readonly ElementRule[]): Record<string, string> =>
    Object.fromEntries(
      rules.flatMap(({ element, value }) => {
        const text = value(reception, encoding);
        if (!text) return [];
        const kept = writable(text, encoding);
        lost.push(...kept.lost);
        return [[element, kept.text]];
      }),
    );
  const message = {
    MessageHeader: elements(headerRules),
    MessageBody: {
      ...elements(bodyRules),
      ResultList: { ResultOfQualificationConfirmation: elements(resultRules) },
    },
  };
  return { name: faceFileName(reception), bytes: encode(xmlFile(message, encoding), encoding), lost };
}

/**
 * `OQSsiquc01res_face_<id>_<yyyyMMddHHmmss>.xml`. A later version gets a name of its own (`<id>-v2`): clinic systems
 * read each name once and may have taken the first file away, so one written over it would never be seen.
 */
function faceFileName({ id, version, receivedAt }: Reception): string {
  const which = version === 1 ? id : `${id}-v${version}`;
  return `OQSsiquc01res_face_${which}_${tokyoSeconds(receivedAt)}.xml`;
}

const builder = new XMLBuilder({ format: true, indentBy: '\t', ignoreAttributes: true });

/** The whole text of a message file, with the declaration as the field writes it. */
export function xmlFile(message: object, encoding: OqsEncoding): string {
  const declared = encoding === 'utf-8' ? 'UTF-8' : 'Shift_JIS';
  const body: string = builder.build({ XmlMsg: message });
  return `<?xml version="1.0" encoding="${declared}" standalone="no"?>\n${body}`;
}
