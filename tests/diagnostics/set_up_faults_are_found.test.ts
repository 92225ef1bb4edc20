import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { auditPaths, databaseFile } from '../../src/audit/trailStore.ts';
import type { Surrounds } from '../../src/cli/context.ts';
import { runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import type { Report } from '../../src/diagnostics/report.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { databaseName, statisticsFolder } from '../../src/statistics/database.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { temporaryTrail } from '../support/audit/auditTrails.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';
import { answering } from '../support/diagnostics/healthyPorts.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';
import { openedStatistics } from '../support/statistics/statistics.ts';
import { newAuthority } from '../support/system/certificates.ts';

const [ours, theirs] = [newAuthority('ours'), newAuthority('theirs')];
afterAll(() => {
  ours.clear();
  theirs.clear();
});
const [server, other] = [ours.issue('server'), theirs.issue('other')];
const year = 365 * 86_400_000;

/** A clinic's configuration, its folder, and the data of a kiosk that ran here. */
interface Site {
  readonly folder: string;
  readonly data: string;
  config: Record<string, unknown>;
  text?: string;
  more?: Partial<Surrounds>;
}

function site(): Site {
  const folder = temporaryFolder();
  return { folder, data: join(folder, 'data'), config: {} };
}

async function doctor(at: Site, only: string): Promise<{ readonly report: Report; readonly exitCode: number }> {
  const file = join(at.folder, 'kiosk.config.json');
  if (at.text !== 'none') writeFileSync(file, at.text ?? JSON.stringify(at.config));
  const heard = said();
  const surrounds = { ...surroundsOf(heard), ...at.more };
  const words = ['--config', file, '--data-dir', at.data, 'doctor', '--json', '--only', only];
  await runProgram(await uketsuke(surrounds, words), words, surrounds);
  return { report: JSON.parse(heard.out) as Report, exitCode: heard.exitCode };
}

const put = (at: Site, name: string, content: string, mode = 0o600): string => {
  writeFileSync(join(at.folder, name), content, { mode });
  return name;
};
const webhook = (at: Site, more: object): void => {
  at.config = {
    outbox: { sinks: { webhook: { enabled: true, url: 'http://127.0.0.1:9/', secretFile: 'secret', ...more } } },
  };
};
const eligibility = (at: Site, more: object): void => {
  at.config = { eligibility: more };
};
const saying = (status: number, body: string) =>
  answering((_request, response) => void response.writeHead(status).end(body));

async function overTls(): Promise<string> {
  const listener = createHttpsServer({ cert: server.cert, key: server.key }, (_request, response) =>
    response.end('{}'),
  );
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  return `https://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
}

function certificateFor(at: Site, days: number): string {
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-subj',
    '/CN=a',
  ];
  const files = ['-keyout', join(at.folder, 'a.key'), '-out', join(at.folder, 'a.pem'), '-days', String(days)];
  execFileSync('openssl', [...args, ...files], { stdio: 'ignore' });
  return 'a.pem';
}

function mounted(at: Site, options: string): void {
  mkdirSync(at.data, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at.data]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', at.data]));
}

/** The data of a kiosk that ran and was stopped. */
function ran(at: Site): void {
  const trail = temporaryTrail(auditPaths(at.data));
  for (let count = 0; count < 5; count += 1) {
    unwrap(trail.append({ type: 'kiosk.started', mode: 'trial', simulator: false }));
  }
  unwrap(trail.anchor());
  openedStatistics({ folder: statisticsFolder(at.data) });
  const outbox = temporaryOutbox(outboxPaths(at.data));
  unwrap(outbox.record(sampleReception()));
  unwrap(outbox.backlog());
  outbox.close();
  trail.close();
}

function spoiled(file: string): void {
  for (const each of [`${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
  writeFileSync(file, 'no database any more');
}

type Break = (at: Site) => void | Promise<void>;

const configured =
  (config: (at: Site) => Record<string, unknown>): Break =>
  (at) => {
    at.config = config(at);
  };
const written =
  (text: string): Break =>
  (at) => {
    at.text = text;
  };
const around =
  (more: Partial<Surrounds>): Break =>
  (at) => {
    at.more = more;
  };

/** What was set up wrongly or broke; what must be found, and under which number. */
const faults: readonly (readonly [what: string, id: string, number: string, broken: Break])[] = [
  ['設定ファイルがない', 'configuration.missing', 'U-701', written('none')],
  ['設定ファイルがJSONでない', 'configuration.wrong', 'U-701', written('{ "kiosk": ')],
  ['知らないキーがある', 'configuration.wrong', 'U-701', configured(() => ({ kiosk: { nmae: 'a' } }))],
  ['同じキーが2回ある', 'configuration.wrong', 'U-701', written('{"desk":{"port":1,"port":2}}')],
  ['値が範囲の外', 'configuration.wrong', 'U-701', configured(() => ({ desk: { port: 99_999 } }))],
  ['送り先を有効にして、アドレスがない', 'configuration.wrong', 'U-701', (at) => webhook(at, { url: '' })],
  [
    '信頼する発行元のファイルがない',
    'files.missing',
    'U-702',
    configured(() => ({ card: { trustAnchors: ['ca.pem'] } })),
  ],
  [
    '信頼する発行元が証明書でない',
    'files.unusable',
    'U-702',
    configured((at) => ({ card: { trustAnchors: [put(at, 'ca.pem', 'hello')] } })),
  ],
  ['共有の秘密のファイルがない', 'files.missing', 'U-702', (at) => webhook(at, {})],
  [
    '共有の秘密を、ほかの利用者も読める',
    'files.open',
    'U-702',
    (at) => webhook(at, { secretFile: put(at, 'open', 'a secret of many letters', 0o644) }),
  ],
  ['共有の秘密が短すぎる', 'files.unusable', 'U-702', (at) => webhook(at, { secretFile: put(at, 'short', 'short') })],
  [
    '証明書と秘密鍵の組み合わせが違う',
    'files.unusable',
    'U-702',
    (at) =>
      eligibility(at, {
        gatewayUrl: 'https://127.0.0.1:9/',
        certificateFile: server.certificateFile,
        keyFile: other.keyFile,
      }),
  ],
  [
    '職員端末の証明書に、別の鍵',
    'files.unusable',
    'U-702',
    configured(() => ({ desk: { certificateFile: server.certificateFile, keyFile: other.keyFile } })),
  ],
  [
    '証明書の期限切れが近い',
    'certificates.expires-soon',
    'U-609',
    configured((at) => ({ card: { trustAnchors: [certificateFor(at, 9)] } })),
  ],
  [
    '証明書の期限が切れた',
    'certificates.expired',
    'U-609',
    (at) => {
      at.config = { card: { trustAnchors: [certificateFor(at, 30)] } };
      at.more = { now: () => Date.now() + year };
    },
  ],
  [
    'ゲートウェイの名前がない',
    'gateway.name',
    'U-608',
    (at) => eligibility(at, { gatewayUrl: 'http://nobody.invalid/' }),
  ],
  [
    'ゲートウェイに誰もいない',
    'gateway.unreachable',
    'U-402',
    (at) => eligibility(at, { gatewayUrl: 'http://127.0.0.1:9/' }),
  ],
  [
    'ゲートウェイが403',
    'gateway.refused',
    'U-409',
    async (at) => eligibility(at, { gatewayUrl: await saying(403, '') }),
  ],
  [
    'ゲートウェイのパスが違う（404）',
    'gateway.refused',
    'U-409',
    async (at) => eligibility(at, { gatewayUrl: await saying(404, '') }),
  ],
  ['ゲートウェイが500', 'gateway.wrong', 'U-403', async (at) => eligibility(at, { gatewayUrl: await saying(500, '') })],
  [
    'ゲートウェイの回答が約束と違う',
    'gateway.wrong',
    'U-403',
    async (at) => eligibility(at, { gatewayUrl: await saying(200, '<html>') }),
  ],
  [
    'ゲートウェイの証明書が別の発行元',
    'gateway.certificate',
    'U-411',
    async (at) => eligibility(at, { gatewayUrl: await overTls(), caFile: theirs.certificateFile }),
  ],
  [
    'ゲートウェイが暗号化していない',
    'gateway.certificate',
    'U-411',
    async (at) => eligibility(at, { gatewayUrl: (await answering()).replace('http:', 'https:') }),
  ],
  [
    '時計が3年進んでいる',
    'clock.differs',
    'U-604',
    async (at) => {
      eligibility(at, { gatewayUrl: await answering() });
      at.more = { now: () => Date.now() + 3 * year };
    },
  ],
  ['時計が3年遅れている', 'clock.behind-build', 'U-604', around({ now: () => Date.now() - 3 * year })],
  [
    '院内システムに誰もいない',
    'receivers.unreachable',
    'U-502',
    (at) => webhook(at, { secretFile: put(at, 's', 'a secret of many letters') }),
  ],
  [
    '院内システムの証明書が別の発行元',
    'receivers.certificate',
    'U-510',
    async (at) =>
      webhook(at, {
        url: await overTls(),
        secretFile: put(at, 's', 'a secret of many letters'),
        caFile: theirs.certificateFile,
      }),
  ],
  [
    '受付ファイルの共有が接続されていない',
    'shares.not-mounted',
    'U-510',
    configured(() => ({ outbox: { sinks: { oqsFace: { enabled: true, folder: 'share' } } } })),
  ],
  [
    '照会ファイルの共有が接続されていない',
    'shares.not-mounted',
    'U-410',
    (at) => eligibility(at, { lookUps: { way: 'folder', folder: 'share' } }),
  ],
  ['ディスクの空きがない', 'disk.full', 'U-505', (at) => mounted(at, 'size=2m,mode=700')],
  ['ディスクが読み取り専用', 'disk.read-only', 'U-501', (at) => mounted(at, 'size=99m,mode=700,ro')],
  [
    'データフォルダーを誰でも開ける',
    'data-folder.open',
    'U-702',
    (at) => {
      mkdirSync(at.data);
      chmodSync(at.data, 0o777);
    },
  ],
  ['データフォルダーの場所にファイルがある', 'data-folder.strange', 'U-702', (at) => writeFileSync(at.data, '')],
  [
    'キューの鍵がなくなった',
    'queue.no-key',
    'U-504',
    (at) => {
      ran(at);
      rmSync(outboxPaths(at.data).keyFile);
    },
  ],
  [
    'キューが壊れている',
    'queue.damaged',
    'U-506',
    (at) => {
      ran(at);
      spoiled(join(outboxPaths(at.data).folder, 'outbox.sqlite'));
    },
  ],
  [
    '監査ログの記録が書き換えられた',
    'audit.altered',
    'U-508',
    (at) => {
      ran(at);
      const database = new Sqlite(databaseFile(auditPaths(at.data)));
      database.exec('DROP TRIGGER record_is_final');
      database.exec(`UPDATE record SET fields = '{"mode":"production","simulator":false}' WHERE sequence = 3`);
      database.close();
    },
  ],
  [
    '監査ログが壊れている',
    'audit.unreadable',
    'U-507',
    (at) => {
      ran(at);
      spoiled(databaseFile(auditPaths(at.data)));
    },
  ],
  [
    '集計が壊れている',
    'statistics.unreadable',
    'U-509',
    (at) => {
      ran(at);
      spoiled(join(statisticsFolder(at.data), databaseName));
    },
  ],
  ['カメラがつながっていない', 'camera.none', 'U-211', configured(() => ({ camera: { device: '/dev/no-camera' } }))],
  [
    'リーダーの名前の型が合わない',
    'reader.none',
    'U-104',
    configured(() => ({ card: { readerPattern: '^No such reader$' } })),
  ],
  [
    '顔認証のモデルがない',
    'face.models',
    'U-214',
    configured(() => ({ face: { profile: 'standard', modelsFolder: 'none' } })),
  ],
  [
    'プログラムが作られていない',
    'program.incomplete',
    'U-706',
    (at) => {
      const root = join(at.folder, 'root');
      mkdirSync(root);
      cpSync('package.json', join(root, 'package.json'));
      at.more = { root };
    },
  ],
  [
    '日本語のフォントがない',
    'screen.no-font',
    'U-611',
    (at) => {
      const before = process.env.FONTCONFIG_FILE;
      process.env.FONTCONFIG_FILE = join(at.folder, put(at, 'fonts.conf', '<fontconfig></fontconfig>'));
      onTestFinished(() => {
        if (before === undefined) delete process.env.FONTCONFIG_FILE;
        else process.env.FONTCONFIG_FILE = before;
      });
    },
  ],
  // Only where the machine itself has none, as a server has not.
  ...(existsSync('/dev/snd')
    ? []
    : [
        [
          '音を出す装置がない',
          'sound.no-device',
          'U-610',
          configured(() => ({ accessibility: { voice: 'on' } })),
        ] as const,
      ]),
];

describe('what is set up wrongly, or broke while nobody looked', () => {
  test.each(faults)('%s: %s, %s', { timeout: 60_000 }, async (_what, id, number, broken) => {
    const at = site();
    await broken(at);
    const { report, exitCode } = await doctor(at, id.slice(0, id.indexOf('.')));
    const found = report.findings.find((each) => each.id === id);
    expect(found, JSON.stringify(report)).toMatchObject({ number, next: expect.stringMatching(/ください/) });
    expect({ ok: report.ok, exitCode }).toEqual({ ok: false, exitCode: 1 });
    rows.set(`${_what} ${id}`, `| ${_what} | \`${id}\` | ${number} | ${found?.next} |`);
  });

  const rows = new Map<string, string>();

  test('is a table, made here', async () => {
    const known = faults.filter(([, id]) => id !== 'sound.no-device');
    if (known.some(([what, id]) => !rows.has(`${what} ${id}`))) return;
    const lines = known.map(([what, id]) => rows.get(`${what} ${id}`));
    const page = [
      '# 設定や装置の異常と、doctor が見つけるもの',
      '`uketsuke doctor --json` に見つけさせた異常の一覧です。`tests/diagnostics/set_up_faults_are_found.test.ts` が、一つずつ実際に壊して作ります（`-u` で作り直し）。',
      ['| 異常 | 見つかるもの | 番号 | 次にすること |', '| --- | --- | --- | --- |', ...lines].join('\n'),
    ].join('\n\n');
    await expect(`${page}\n`).toMatchFileSnapshot('../../docs/measured/set-up-faults.md');
  });
});

test('nothing is left in the data folder of whoever only looks', async () => {
  const at = site();
  ran(at);
  // SQLite makes its log and the log's index anew for whoever reads, and takes them away again as it sees fit.
  const names = () =>
    readdirSync(at.data, { recursive: true, encoding: 'utf8' })
      .filter((name) => !/-(wal|shm)$/.test(name))
      .toSorted();
  const before = names();
  await doctor(at, 'disk,queue,audit,statistics,data-folder');
  expect(names()).toEqual(before);
});

test('a name that is no check is wrong usage', async () => {
  const heard = said();
  await runProgram(await uketsuke(surroundsOf(heard)), ['doctor', '--only', 'nonsense'], surroundsOf(heard));
  expect(heard.exitCode).toBe(2);
  expect(heard.complaints).toContain('known are program');
});
