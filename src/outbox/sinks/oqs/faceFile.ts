import { XMLBuilder } from 'fast-xml-parser';
import { tokyoSeconds } from '../../../kernel/tokyoTime.ts';
import type { Reception } from '../../../reception/reception.ts';
import { encode, type OqsEncoding, writable } from './encoding.ts';
import { bodyRules, headerRules, resultRules, resultSubjects } from './mapping.ts';
import type { Rule } from './rules.ts';

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
  const kept = (text: string): string => {
    const written = writable(text, encoding);
    lost.push(...written.lost);
    return written.text;
  };
  const elements = <T>(rules: readonly Rule<T>[], about: T): Elements =>
    Object.fromEntries(rules.flatMap((rule) => written(rule, about, encoding, kept)));
  const message = {
    MessageHeader: elements(headerRules, reception),
    MessageBody: {
      ...elements(bodyRules, reception),
      ResultList: {
        ResultOfQualificationConfirmation: resultSubjects(reception).map((each) => elements(resultRules, each)),
      },
    },
  };
  return { name: faceFileName(reception), bytes: encode(xmlFile(message, encoding), encoding), lost };
}

/** Elements by name: text, elements within, or several of one name. */
interface Elements {
  readonly [element: string]: string | Elements | readonly Elements[];
}

/** What one rule writes, one element or none. */
function written<T>(
  rule: Rule<T>,
  about: T,
  encoding: OqsEncoding,
  kept: (text: string) => string,
): readonly (readonly [element: string, Elements[string]])[] {
  if ('value' in rule) {
    const text = rule.value(about, encoding);
    return text ? [[rule.element, kept(text)]] : [];
  }
  const { element, list } = rule;
  const each = rule
    .each(about)
    .map((parts) => Object.fromEntries(parts.flatMap(([name, text]) => (text ? [[name, kept(text)]] : []))));
  if (each.length === 0) return [];
  return list === undefined ? [[element, each]] : [[list, { [element]: each }]];
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
