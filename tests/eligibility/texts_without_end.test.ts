import { Response } from 'undici';
import { describe, expect, test } from 'vitest';
import { parseAttributes } from '../../src/card/textInput.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { holdsEndlessText, mostCharacters } from '../../src/kernel/endlessText.ts';
import { readAnswer } from '../../src/outbox/sinks/oqs/answerFile.ts';

/** 80,000 characters fit into an answer, and took the comparison of names more than 50 ms. */
const endless = 'あ　'.repeat(mostCharacters);
const long = 'あ'.repeat(mostCharacters);

/** What the gateway answers to the question of a clinic without a card, with this text as a person's address. */
async function answeredWith(address: string) {
  const client = createGatewayClient({
    url: 'http://gateway.example/',
    institutionCode: '1310000001',
    timeoutMs: 10_000,
    http: async (_url, { body }) => {
      const { requestId } = JSON.parse(String(body));
      const answer = {
        validity: 'valid',
        name: '山田 花子',
        nameKana: 'ﾔﾏﾀﾞ ﾊﾅｺ',
        sex: '2',
        birthdate: '19650412',
        address,
      };
      const message = {
        requestId,
        segmentOfResult: '1',
        processingResultStatus: '1',
        answer: { ...answer, insurance: null },
      };
      return new Response(JSON.stringify(message));
    },
  });
  const person = { receptionId: '01960000-0000-7000-8000-000000000001', certificateSerial: '0a', person: null };
  return client.askAbsent(person, new AbortController().signal);
}

function readWith(address: string) {
  const header =
    '<MedicalInstitutionCode>1310000001</MedicalInstitutionCode><ArbitraryFileIdentifier>q1</ArbitraryFileIdentifier>';
  const result = `<Name>山田 花子</Name><Birthdate>19650412</Birthdate><Address>${address}</Address>`;
  const body = `<ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity><ResultList><ResultOfQualificationConfirmation>${result}</ResultOfQualificationConfirmation></ResultList>`;
  const xml = `<XmlMsg><MessageHeader>${header}<SegmentOfResult>1</SegmentOfResult></MessageHeader><MessageBody>${body}</MessageBody></XmlMsg>`;
  return readAnswer(xml, { institutionCode: '1310000001', fileIdentifier: 'q1', birthdate: '19650412' });
}

/** The four items of a card, with this name. */
function attributesWith(name: string) {
  const part = (tag: readonly number[], value: Uint8Array) =>
    Buffer.concat([Buffer.from([...tag, 0x82, value.length >> 8, value.length & 0xff]), value]);
  const texts = [name, '東京都', '19650412', '2'].map((text, at) => part([0xdf, 0x22 + at], Buffer.from(text, 'utf8')));
  return parseAttributes(part([0xff, 0x20], Buffer.concat([part([0xdf, 0x21], Buffer.alloc(8)), ...texts])));
}

describe('a text without end is no text of a person', () => {
  test('in an answer of the gateway', async () => {
    expect(await answeredWith(endless)).toMatchObject({
      ok: false,
      problem: { code: 'U-403', detail: 'a text without end' },
    });
    expect((await answeredWith(long)).ok).toBe(true);
  });

  test('in an answer file', () => {
    expect(readWith(endless)).toMatchObject({ ok: false, problem: { code: 'U-403' } });
    expect(readWith(long).ok).toBe(true);
  });

  test('on a card somebody made at home', () => {
    expect(attributesWith(endless)).toBeUndefined();
    expect(attributesWith('山田　花子')?.items.name).toBe('山田　花子');
  });

  test('however deep it lies', () => {
    expect(holdsEndlessText({ a: [{ b: endless }] })).toBe(true);
    expect(holdsEndlessText({ a: [{ b: long }, null, 1] })).toBe(false);
  });
});
