import { check, type Found, type Value } from '../check.ts';
import { type Reached, reach } from '../reach/reach.ts';
import { reachMeasures } from '../reach/reachMeasures.ts';

const way = { symptom: 'not-delivered', severity: 'warning' } as const;

export const receivers = check({
  id: 'receivers',
  title: '院内システム',
  proves: '受付の送り先のどれにも接続でき、証明書が受け入れられる',
  needs: ['receivers', 'clock'],
  limitMs: 40_000,
  mending: { says: 'ネットワークがつながるのを待ちます' },
  measures: reachMeasures,
  faults: {
    name: {
      ...way,
      number: 'U-608',
      part: 'network',
      says: '院内システムの名前を解決できません',
      next: '設定 outbox.sinks のアドレスのつづりと、DNSの設定を確認してください。',
    },
    unreachable: {
      ...way,
      number: 'U-502',
      part: 'receiver',
      says: '院内システムに接続できません',
      next: '院内システムの電源と待ち受け、設定 outbox.sinks のアドレスとポート、間のファイアウォールを確認してください。受付は保管され、つながると送られます。',
    },
    certificate: {
      ...way,
      number: 'U-510',
      part: 'files',
      says: '院内システムとの間で、証明書が受け入れられません',
      next: '設定 outbox.sinks の caFile、certificateFile、keyFile、証明書の期限、両方の時計を確認してください。受付は保管され、直ると送られます。',
    },
    'expires-soon': {
      ...way,
      severity: 'notice',
      symptom: 'nothing',
      number: 'U-609',
      part: 'receiver',
      says: '院内システムの証明書の期限が近づいています',
      next: '院内システムの保守担当に、証明書の更新を依頼してください。',
    },
  },
  async run({ receivers: places, clock: { wall } }, signal) {
    const values: Record<string, Value> = {};
    const found: Found<'name' | 'unreachable' | 'certificate'>[] = [];
    await Promise.all(
      places.map(async (place) => {
        const reached = await reach(place, { upTo: 'tls', signal, stepMs: 8_000, now: wall });
        Object.assign(values, valuesOf(place.name, reached));
        if (!reached.failed) return;
        const { step, why } = reached.failed;
        const fault = step === 'name' ? 'name' : step === 'tcp' ? 'unreachable' : 'certificate';
        found.push({ fault, detail: `${place.name}：${why}` });
      }),
    );
    return { values, found };
  },
});

function valuesOf(name: string, { ms, daysLeft }: Reached): Readonly<Record<string, Value>> {
  const measured = { ...ms, ...(daysLeft === undefined ? {} : { daysLeft }) };
  return Object.fromEntries(Object.entries(measured).map(([step, value]) => [`${name}.${step}`, value]));
}
