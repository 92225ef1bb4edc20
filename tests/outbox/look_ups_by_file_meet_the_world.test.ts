import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { newIdentifier } from '../../src/outbox/sinks/oqs/questionFile.ts';
import { answerText, asked, lookUpShare, never } from '../support/outbox/lookUpShare.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { fillUp, mayMount, smallDisk } from '../support/system/smallDisk.ts';

const name = (text: string) => ({ ok: true, value: expect.objectContaining({ name: text, validity: 'valid' }) });
const refused = (detail: string) => ({
  ok: false,
  problem: { code: 'U-403', detail: expect.stringContaining(detail) },
});

describe('an answer file as programs on Windows write it', () => {
  test.each<[string, (id: string) => string | Uint8Array, string]>([
    ['with a byte order mark', (id) => `\ufeff${answerText(id)}`, '吉野　花子'],
    ['in Shift_JIS, declared so', (id) => cp932(answerText(id, '髙﨑　花子', 'Shift_JIS')), '髙﨑　花子'],
    ['in Shift_JIS under a name of Windows', (id) => cp932(answerText(id, '髙﨑　花子', 'Windows-31J')), '髙﨑　花子'],
    ['in UTF-16', (id) => Buffer.from(`\ufeff${answerText(id, '𠮷野　花子', 'UTF-16')}`, 'utf16le'), '𠮷野　花子'],
    ['with characters by number', (id) => cp932(answerText(id, '&#x20BB7;&#37326;　花子', 'Shift_JIS')), '𠮷野　花子'],
    ['with its identifier in capitals', (id) => answerText(id.toUpperCase()), '吉野　花子'],
    ['with blanks around its identifier', (id) => answerText(` ${id} `), '吉野　花子'],
    ['with a direction of writing hidden in a name', (id) => answerText(id, '吉野\u202e　花子'), '吉野　花子'],
    [
      'with empty elements for what it does not know',
      (id) =>
        answerText(id).replace(
          '<Sex1>2</Sex1>',
          '<Sex1/><NameKana></NameKana><Address> </Address><PersonalFamilyClassification/><DisqualificationDate/>' +
            '<LimitApplicationCertificateRelatedInfo/><SpecificDiseasesCertificateList/><ElderlyRecipientCertificateInfo/>',
        ),
      '吉野　花子',
    ],
  ])('is read: %s', async (_what, answer, read) => {
    const { lookUp, terminal, left } = lookUpShare();
    terminal(answer);
    expect(await lookUp.ask(asked, never())).toEqual(name(read));
    expect(left()).toEqual([]);
  });

  test('tells that nobody was found with an empty list', async () => {
    const { lookUp, terminal } = lookUpShare();
    const list = /<ResultList>[\s\S]*<\/ResultList>/;
    terminal((id) => answerText(id).replace(list, '<ResultList/>').replace('Validity>1<', 'Validity>4<'));
    expect(await lookUp.ask(asked, never())).toEqual({
      ok: true,
      value: expect.objectContaining({ validity: 'none-found', birthdate: '19850412', insurance: null }),
    });
  });

  test.each<[string, (id: string) => string | Uint8Array, string]>([
    ['is not valid in what it declares', (id) => cp932(answerText(id, '髙﨑', 'UTF-8')), 'not utf-8 in line 15'],
    ['is UTF-8 and says Shift_JIS', (id) => answerText(id, '𠮷野', 'Shift_JIS'), 'not shift_jis in line'],
    ['declares what nobody reads', (id) => answerText(id, 'x', 'EBCDIC-JP'), 'EBCDIC-JP, which is not read'],
    ['answers another question', () => answerText('uketsuke-00000000-0000000000000000'), 'another question'],
    [
      'tells two candidates',
      (id) => {
        const whole = answerText(id);
        const one = /<ResultOf[\s\S]*<\/ResultOfQualificationConfirmation>/.exec(whole)?.[0] ?? '';
        return whole.replace(one, `${one}${one.replace('花子', '太郎')}`);
      },
      'about several',
    ],
  ])('is refused where it %s', async (_what, answer, detail) => {
    const { lookUp, terminal, left } = lookUpShare();
    terminal(answer);
    const outcome = await lookUp.ask(asked, never());
    expect(outcome).toEqual(refused(detail));
    expect(JSON.stringify(outcome)).not.toMatch(/花子|吉野/);
    expect(left()).toEqual([]);
  });
});

describe('an answer file that comes slowly', () => {
  test('in bursts with pauses longer than many looks counts once its last element is closed', async () => {
    const { lookUp, terminal } = lookUpShare({ pollMs: 10 });
    terminal((id, target) => {
      const whole = answerText(id);
      const ends = [0, 40, 300, whole.length - 12, whole.length];
      ends.slice(1).forEach((end, at) => {
        setTimeout(() => appendFileSync(target, whole.slice(ends[at] ?? 0, end)), 80 * at);
      });
      return undefined;
    });
    expect(await lookUp.ask(asked, never())).toEqual(name('吉野　花子'));
  });

  test('and is still worked on when time is up is U-404', async () => {
    const { lookUp, terminal } = lookUpShare({ timeLimitMs: 400 });
    terminal((id) => answerText(id).replace('<SegmentOfResult>1', '<SegmentOfResult>2'));
    expect(await lookUp.ask(asked, never())).toEqual({ ok: false, problem: { code: 'U-404' } });
  });

  test('and never ends is U-403 when time is up', async () => {
    const { lookUp, terminal, left } = lookUpShare({ timeLimitMs: 400 });
    terminal((id) => answerText(id).slice(0, 500));
    expect(await lookUp.ask(asked, never())).toEqual(refused('never finished'));
    expect(left()).toEqual([]);
  });
});

describe('the folder of questions and answers', () => {
  test('that is gone is U-410, nothing is made in its place, and it is back by itself', async () => {
    const { root, lookUp, terminal } = lookUpShare();
    renameSync(root, `${root}.away`);
    expect(await lookUp.check(never())).toEqual({ ok: false, problem: { code: 'U-410', detail: 'ENOENT' } });
    expect(await lookUp.ask(asked, never())).toEqual({ ok: false, problem: { code: 'U-410', detail: 'ENOENT' } });
    expect(existsSync(root)).toBe(false);
    renameSync(`${root}.away`, root);
    expect(await lookUp.check(never())).toEqual({ ok: true, value: undefined });
    terminal((id) => answerText(id));
    expect(await lookUp.ask(asked, never())).toEqual(name('吉野　花子'));
  });

  test.each(['req', 'res'])('whose %s is a link is not followed', async (folder) => {
    const { root, lookUp } = lookUpShare();
    const elsewhere = temporaryFolder();
    rmSync(join(root, folder), { recursive: true });
    symlinkSync(elsewhere, join(root, folder));
    expect(await lookUp.ask(asked, never())).toMatchObject({ problem: { code: 'U-410' } });
    expect(await lookUp.check(never())).toMatchObject({ problem: { code: 'U-410' } });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test.runIf(mayMount)('that is full is U-410, and keeps no half question', async () => {
    const root = join(temporaryFolder(), 'share');
    smallDisk(root, 64);
    const { lookUp } = lookUpShare({ root });
    expect(await lookUp.check(never())).toMatchObject({ ok: true });
    const ballast = fillUp(root);
    expect(await lookUp.ask(asked, never())).toEqual({ ok: false, problem: { code: 'U-410', detail: 'ENOSPC' } });
    const lying = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => /\.(req|xml)$/.test(each));
    expect(lying).toEqual([]);
    rmSync(ballast);
  });

  test('is cleared of what this kiosk left there when it was killed, and of nothing else', async () => {
    const { root, lookUp } = lookUpShare({ timeLimitMs: 1_000 });
    const mine = newIdentifier({ institutionCode: '1311234567', kiosk: 'kiosk-1' });
    const fresh = newIdentifier({ institutionCode: '1311234567', kiosk: 'kiosk-1' });
    const linked = newIdentifier({ institutionCode: '1311234567', kiosk: 'kiosk-1' });
    const other = newIdentifier({ institutionCode: '1311234567', kiosk: 'kiosk-2' });
    mkdirSync(join(root, 'uketsuke-work'));
    const old = (path: string): string => {
      writeFileSync(join(root, path), '<XmlMsg/>');
      const then = new Date(Date.now() - 600_000);
      utimesSync(join(root, path), then, then);
      return path;
    };
    old(`req/OQSsiquc01req_${mine}.xml`);
    old(`res/OQSsiquc01res_${mine.toUpperCase()}.xml`);
    old(`uketsuke-work/${'0'.repeat(32)}.req`);
    writeFileSync(join(root, `req/OQSsiquc01req_${fresh}.xml`), '<XmlMsg/>');
    const treasure = join(temporaryFolder(), 'treasure');
    writeFileSync(treasure, 'keys');
    symlinkSync(treasure, join(root, `res/OQSsiquc01res_${linked}.xml`));
    const kept = [
      old(`req/OQSsiquc01req_${other}.xml`),
      old('req/OQSsiquc01req_20260401001.xml'),
      old('res/OQSsiquc01res_20260401001.xml'),
      old('res/OQSsiquc01res_uketsuke-notes.xml'),
      old('uketsuke-work/somebody.txt'),
      `req/OQSsiquc01req_${fresh}.xml`,
      `res/OQSsiquc01res_${linked}.xml`,
    ];
    expect(await lookUp.check(never())).toMatchObject({ ok: true });
    const lying = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => /\.\w+$/.test(each));
    expect(lying.sort()).toEqual(kept.sort());
    expect(statSync(treasure).size).toBe(4);
  });
});

function cp932(text: string): Buffer {
  return iconv.encode(text, 'shift_jis');
}
