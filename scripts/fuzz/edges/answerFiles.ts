import fc from 'fast-check';
import { validityNumbers } from '../../../src/outbox/sinks/oqs/mapping.ts';
import { type EligibilityAnswer, type Validity, validities } from '../../../src/reception/answer.ts';
import { worldText } from './texts.ts';

/** A file in `res` as the 資格確認端末, or a program that stands for it, leaves it there. */
export const fileIdentifier = 'q1';
export const institutionCode = '1310000001';

/** How the writer of the file goes about it. */
export interface Hand {
  readonly validity: Validity;
  readonly header: Readonly<Record<string, string>>;
  readonly entities: 'named' | 'decimal' | 'hexadecimal' | 'cdata';
  readonly empty: 'left out' | 'closed at once' | 'open and closed';
  readonly frame: (typeof frames)[number];
  /** Elements whose text is another. */
  readonly otherTexts: readonly (readonly [at: number, text: string])[];
}

const frames = [
  'plain',
  'byte order mark',
  'no declaration',
  'comments',
  'document type',
  'cut off',
  'growing',
  'one line',
  'deep',
  'attributes',
] as const;

export const hand: fc.Arbitrary<Hand> = fc.record({
  validity: fc.constantFrom<Validity>(...validities),
  header: fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { SegmentOfResult: '2' },
        { SegmentOfResult: '9', ErrorCode: 'X1' },
        { ArbitraryFileIdentifier: 'q2' },
      ),
    },
  ),
  entities: fc.constantFrom('named', 'decimal', 'hexadecimal', 'cdata'),
  empty: fc.constantFrom('left out', 'closed at once', 'open and closed'),
  frame: fc.oneof(
    { weight: 2, arbitrary: fc.constant('plain' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...frames) },
  ),
  otherTexts: fc.array(fc.tuple(fc.nat(200), worldText), { maxLength: 2 }),
});

/** Whether a file about one person in this hand has to be taken. */
export function isGoodHand({ frame, header, otherTexts }: Hand): boolean {
  const isXml = frame !== 'cut off' && frame !== 'growing' && frame !== 'document type' && frame !== 'deep';
  // Two hyphens within a comment are forbidden, and are seen all the same.
  return isXml && frame !== 'comments' && Object.keys(header).length === 0 && otherTexts.length === 0;
}

/** The text of the file with these results, one a person found. */
export function answerFile(results: readonly EligibilityAnswer[], how: Hand): string {
  const element = (name: string, text: string): string => {
    if (text !== '') return `<${name}>${escaped(text, how.entities)}</${name}>`;
    if (how.empty === 'left out') return '';
    return how.empty === 'closed at once' ? `<${name}/>` : `<${name}></${name}>`;
  };
  const header = {
    ProcessExecutionTime: '20260401093000',
    MedicalInstitutionCode: institutionCode,
    ArbitraryFileIdentifier: fileIdentifier,
    SegmentOfResult: '1',
    ErrorCode: '',
    CharacterCodeIdentifier: '0',
    ...how.header,
  };
  const elements = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([name, text]) => element(name, text))
      .join('');
  const warning = results[0]?.warning ?? '';
  const body = elements({
    ProcessingResultStatus: '1',
    ProcessingResultCode: '',
    ProcessingResultMessage: warning,
    QualificationValidity: validityNumbers[how.validity],
  });
  const list = results.map(
    (result) => `<ResultOfQualificationConfirmation>${elements(resultOf(result))}</ResultOfQualificationConfirmation>`,
  );
  const inside =
    list.length > 0 ? `<ResultList>${list.join('')}</ResultList>` : how.empty === 'left out' ? '' : '<ResultList/>';
  const message = `<XmlMsg><MessageHeader>${elements(header)}</MessageHeader><MessageBody>${body}${inside}</MessageBody></XmlMsg>`;
  return framed(otherwise(message, how), how.frame);
}

function resultOf({ name, nameKana, sex, birthdate, address, insurance, limit, patientNumber }: EligibilityAnswer) {
  return {
    InsuredCardClassification: insurance ? '01' : '',
    InsurerNumber: insurance?.insurerNumber ?? '',
    InsurerName: insurance?.insurerName ?? '',
    InsuredCardSymbol: insurance?.insuredCardSymbol ?? '',
    InsuredIdentificationNumber: insurance?.insuredIdentificationNumber ?? '',
    Name: name,
    NameKana: nameKana,
    Sex1: sex,
    Birthdate: birthdate,
    Address: address,
    ReferenceNumber: patientNumber ?? '',
    LimitApplicationCertificateFlag: limit ? '1' : '',
  };
}

/** Texts between tags, counted round, in the place of what was there; a birth date stays one's own. */
function otherwise(message: string, { otherTexts, entities }: Hand): string {
  let text = message;
  for (const [at, other] of otherTexts) {
    const places = [...text.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].filter(([, name]) => name !== 'Birthdate');
    const place = places[at % Math.max(1, places.length)];
    if (!place) continue;
    const [whole, name] = place;
    const end = place.index + whole.length;
    text = `${text.slice(0, place.index)}<${name}>${escaped(other, entities)}</${name}>${text.slice(end)}`;
  }
  return text;
}

function escaped(text: string, how: Hand['entities']): string {
  if (how === 'cdata' && !text.includes(']]>')) return `<![CDATA[${text}]]>`;
  if (how === 'named' || how === 'cdata') return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Array.from(text, (each) => {
    const code = each.codePointAt(0) ?? 0;
    if (code < 0x80 && /[\w ]/.test(each)) return each;
    return how === 'decimal' ? `&#${code};` : `&#x${code.toString(16)};`;
  }).join('');
}

function framed(message: string, frame: Hand['frame']): string {
  const declared = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n';
  switch (frame) {
    case 'plain':
      return declared + message.replaceAll(/(<\/\w+>)</g, '$1\r\n<');
    case 'byte order mark':
      return `\ufeff${declared}${message}`;
    case 'no declaration':
      return message;
    case 'comments':
      return `${declared}<!-- a -->${message.replace('<MessageBody>', '<MessageBody><!-- b -- -->')}<!-- c -->`;
    case 'document type':
      return `${declared}<!DOCTYPE XmlMsg [<!ENTITY a "b">]>${message}`;
    case 'cut off':
      return (declared + message).slice(0, message.length >> 1);
    case 'growing':
      return (declared + message).slice(0, -9);
    case 'one line':
      return declared.trim() + message;
    case 'deep':
      return `${declared}${'<a>'.repeat(900)}${message}${'</a>'.repeat(900)}`;
    case 'attributes':
      return declared + message.replaceAll('<Name>', '<Name xml:space="preserve" nil="false">');
  }
}
