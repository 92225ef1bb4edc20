import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { type AuditPaths, anchorsFile } from '../../src/audit/trailStore.ts';
import { auditCommand } from '../../src/cli/audit/command.ts';
import { unwrap } from '../../src/problem/result.ts';
import { tampering, temporaryAuditPaths, temporaryTrail, visitEvents } from '../support/audit/auditTrails.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const serial = '4f0c1b2a3d4e5f60';

test('a record that was put in as a formula is text in the spreadsheet', async () => {
  const { paths } = filled();
  tampering(paths, (database) => {
    database.exec(`UPDATE record SET event = '=HYPERLINK("http://x")' WHERE sequence = 3`);
  });
  const csv = join(temporaryFolder(), 'a.csv');
  await run(paths, 'export', csv);
  expect(readFileSync(csv, 'utf8')).toContain(`"'=HYPERLINK(`);
});

describe('uketsuke audit verify', () => {
  test('says that all is well, beside the running kiosk, with exit code 0', async () => {
    const { paths } = filled();
    const { exitCode, out } = await run(paths, 'verify');
    expect(exitCode).toBe(0);
    expect(out).toContain('GOOD: every record is as it was written.');
    const verification = JSON.parse((await run(paths, 'verify', '--json')).out);
    expect(verification).toMatchObject({ findings: [], keys: { from: 'trail' } });
  });

  test('names each record that somebody was at, with exit code 1 and U-508', async () => {
    const { paths } = filled();
    tampering(paths, (database) => {
      database.exec(`UPDATE record SET fields = replace(fields, 's-12', 's-13') WHERE event = 'desk.looked-at';
                     DELETE FROM record WHERE sequence BETWEEN 4 AND 5`);
    });
    const { exitCode, out, complaints } = await run(paths, 'verify');
    expect(exitCode).toBe(1);
    expect(complaints).toContain('U-508');
    expect(out).toContain('TAMPERED: 2 findings');
    expect(out).toContain('record 8 was edited (its fields)');
    expect(out).toContain('records 4 to 5 were removed');
    const { findings } = JSON.parse((await run(paths, 'verify', '--json')).out);
    expect(findings).toEqual([
      { kind: 'edited', sequence: 8, part: 'fields' },
      { kind: 'removed', from: 4, through: 5 },
    ]);
  });

  test('believes the key and the anchors that were kept elsewhere', async () => {
    const { paths } = filled();
    const [pem, anchors] = [join(temporaryFolder(), 'clinic.pem'), join(temporaryFolder(), 'anchors.jsonl')];
    writeFileSync(pem, (await run(paths, 'key')).out);
    expect((await run(paths, 'anchors', anchors)).exitCode).toBe(0);
    expect(await run(paths, 'verify', '--public-key', pem, '--anchors', anchors)).toMatchObject({ exitCode: 0 });

    const another = filled().paths;
    expect(await run(another, 'verify')).toMatchObject({ exitCode: 0 });
    expect((await run(another, 'verify', '--public-key', pem)).out).toContain('TAMPERED');
    expect((await run(another, 'verify', '--anchors', anchors)).out).toContain('TAMPERED');

    tampering(paths, (database) => database.exec('DELETE FROM record WHERE sequence > 3'));
    writeFileSync(anchorsFile(paths), '');
    expect((await run(paths, 'verify', '--anchors', anchors)).out).toMatch(/the end was cut off: records 4 to \d+/);
  });
});

describe('uketsuke audit show and export', () => {
  test('shows who looked at a patient’s reception', async () => {
    const { paths, reception } = filled();
    const { out } = await run(paths, 'show', '--reception', reception, '--event', 'desk.looked-at', '--json');
    expect(JSON.parse(out)).toMatchObject([{ event: 'desk.looked-at', fields: { staff: 's-12', what: 'arrival' } }]);
    expect((await run(paths, 'show', '--card', serial)).out).toContain('identity.proven');
    expect((await run(paths, 'show', '--staff', 's-99')).out).toBe('nothing here\n');
    expect((await run(paths, 'show', '--limit', '2')).out.trimEnd().split('\n')).toHaveLength(2);
  });

  test('exports CSV for people and JSON whose chain can be checked without the program', async () => {
    const { paths } = filled();
    const [csv, jsonl] = [join(temporaryFolder(), 'a.csv'), join(temporaryFolder(), 'a.jsonl')];
    expect((await run(paths, 'export', csv)).out).toMatch(/^\d+ records exported/);
    const text = readFileSync(csv, 'utf8');
    expect(text.startsWith('\uFEFF番号,日時,事象,意味,項目,直前のハッシュ,ハッシュ\n1,')).toBe(true);
    expect(text).toContain(',desk.looked-at,患者の情報を閲覧,');
    expect(statSync(csv).mode & 0o077).toBe(0);

    await run(paths, 'export', jsonl, '--json');
    const records = readFileSync(jsonl, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    let previous = '00'.repeat(32);
    for (const record of records) {
      const { sequence, at, event, fields, fieldsHash, hash } = record;
      expect(record.previous).toBe(previous);
      expect(createHash('sha256').update(fields).digest('hex')).toBe(fieldsHash);
      // Written out here once more, as docs/audit.md describes it.
      const parts = ['uketsuke audit record 1', `${sequence}`, at, event].map((part) => Buffer.from(part));
      const bytes = [...parts, Buffer.from(fieldsHash, 'hex'), Buffer.from(previous, 'hex')].flatMap((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return [length, part];
      });
      expect(createHash('sha256').update(Buffer.concat(bytes)).digest('hex')).toBe(hash);
      previous = hash;
    }
    expect(records.length).toBeGreaterThan(6);
  });

  test('takes whole days of Japan, and never writes over a file', async () => {
    const clock = { at: Date.parse('2026-04-01T14:59:00Z') };
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, now: () => clock.at });
    clock.at += 2 * 60_000;
    unwrap(trail.append({ type: 'service.in' }));
    const file = join(temporaryFolder(), 'april-second.jsonl');
    await run(paths, 'export', file, '--json', '--from', '2026-04-02', '--to', '2026-04-02');
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toContain('service.in');
    expect(await run(paths, 'export', file)).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('EEXIST'),
    });
  });
});

describe('uketsuke audit', () => {
  test('makes a new key that signs from the next start on', async () => {
    const { paths, trail } = filled();
    trail.close();
    const before = (await run(paths, 'key')).out;
    expect((await run(paths, 'rotate-key')).exitCode).toBe(0);
    expect((await run(paths, 'key')).out).not.toBe(before);
    const again = temporaryTrail(paths);
    unwrap(again.append({ type: 'service.in' }));
    again.close();
    expect(await run(paths, 'verify')).toMatchObject({ exitCode: 0 });
  });

  test('tells wrong usage from what fails, and makes nothing where there is nothing', async () => {
    const { paths } = filled();
    for (const words of [
      ['show', '--event', 'x'],
      ['verify', '--public-key', '/dev/null'],
      ['export', 'f', '--from', 'x'],
    ]) {
      expect(await run(paths, ...words)).toMatchObject({ exitCode: 2 });
    }
    const none = temporaryAuditPaths();
    for (const words of [['verify'], ['show'], ['anchors', join(temporaryFolder(), 'a')], ['key'], ['rotate-key']]) {
      expect(await run(none, ...words)).toMatchObject({ exitCode: 1 });
    }
    expect(existsSync(none.folder)).toBe(false);
    expect(existsSync(none.keyFile)).toBe(false);
  });
});

function filled() {
  const paths = temporaryAuditPaths();
  const trail = temporaryTrail(paths);
  const reception = uuidv7();
  unwrap(trail.appendAll(visitEvents(trail, reception)));
  unwrap(trail.anchor());
  return { paths, trail, reception };
}

/** @param paths of a data folder, as {@link auditPaths} has them */
function run(paths: AuditPaths, ...words: readonly string[]) {
  const context = { dataFolder: () => dirname(paths.folder), credentialsFolder: paths.credentialsFolder };
  return ranCommand(auditCommand, ['audit', ...words], context);
}
