import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';
import { reach } from '../reach/reach.ts';
import { reachMeasures } from '../reach/reachMeasures.ts';

/** A patient waits meanwhile. Milliseconds. */
const mostAnswerMs = 2_500;

/** From here to an answer, as they are read. */
const steps = {
  name: '名前の解決',
  tcp: '接続',
  tls: '暗号化の開始',
  http: '最初の応答',
  answer: '問い合わせへの回答',
} as const;

const way = { symptom: 'provisional', severity: 'critical' } as const;

export const gateway = check({
  id: 'gateway',
  title: '資格確認のシステム',
  proves: '資格確認のシステムまで届き、この受付機からの問い合わせに時間内に答える',
  needs: ['gateway', 'clock'],
  limitMs: 40_000,
  mending: { says: 'ネットワークがつながるのを待ちます' },
  measures: {
    ...reachMeasures,
    http: { says: '最初の応答', unit: 'ms' },
    answer: { says: '問い合わせへの回答', unit: 'ms', most: mostAnswerMs, beyond: 'slow' },
    blame: { says: 'つまずいた段階', words: steps },
  },
  faults: {
    name: {
      ...way,
      number: 'U-608',
      part: 'network',
      says: '資格確認のシステムの名前を解決できません',
      next: '設定 eligibility.gatewayUrl のつづりと、DNSの設定を確認してください。',
    },
    unreachable: {
      ...way,
      number: 'U-402',
      part: 'gateway',
      says: '資格確認のシステムに接続できません',
      next: '資格確認端末の電源と回線、設定 eligibility.gatewayUrl のアドレスとポート、間のファイアウォールを確認してください。',
    },
    certificate: {
      ...way,
      number: 'U-411',
      part: 'files',
      says: '資格確認のシステムとの間で、証明書が受け入れられません',
      next: '設定 eligibility の caFile、certificateFile、keyFile、証明書の期限、受付機の時計を確認してください。回線の障害ではありません。',
    },
    silent: {
      ...way,
      number: 'U-402',
      part: 'gateway',
      says: '資格確認のシステムに接続できますが、答えが返りません',
      next: '資格確認端末の表示と、オンライン資格確認等システムの稼働状況を確認してください。',
    },
    refused: {
      ...way,
      number: 'U-409',
      part: 'configuration',
      says: '資格確認のシステムが、この受付機からの問い合わせを拒否しています',
      next: '受付機の証明書、設定 clinic.institutionCode（医療機関コード）、eligibility.gatewayUrl のパス、資格確認端末側の登録を確認してください。回線の障害ではありません。',
    },
    wrong: {
      ...way,
      number: 'U-403',
      part: 'gateway',
      says: '資格確認のシステムがエラーか、約束と違う内容を返しています',
      next: '資格確認端末の表示と版を確認し、続くときは端末の保守担当に連絡してください。',
    },
    slow: {
      ...way,
      severity: 'warning',
      number: 'U-402',
      part: 'gateway',
      says: '資格確認のシステムの回答が遅くなっています',
      next: '回線の混み具合と資格確認端末の負荷を確認してください。',
    },
    'expires-soon': {
      ...way,
      severity: 'notice',
      symptom: 'nothing',
      number: 'U-609',
      part: 'gateway',
      says: '資格確認のシステムの証明書の期限が近づいています',
      next: '資格確認端末の保守担当に、証明書の更新を依頼してください。',
    },
  },
  async run({ gateway: place, clock: { wall } }, signal) {
    const { ms, failed, daysLeft } = await reach(place, { upTo: 'http', signal, stepMs: 8_000, now: wall });
    const values = { ...ms, daysLeft: daysLeft ?? null, blame: failed?.step ?? null };
    if (failed) {
      const byStep = { name: 'name', tcp: 'unreachable', tls: 'certificate', http: 'silent' } as const;
      return { values, found: [{ fault: byStep[failed.step], detail: failed.why }] };
    }
    const startedAt = performance.now();
    const asked = await place.ask(signal);
    const answer = Math.round(performance.now() - startedAt);
    if (asked.ok || asked.problem.code === 'U-404') return { values: { ...values, answer }, found: [] };
    const { code, detail } = asked.problem;
    return { values: { ...values, blame: 'answer' }, found: [{ fault: byNumber[code] ?? 'wrong', detail }] };
  },
});

const byNumber: Readonly<Partial<Record<ProblemCode, Found<'silent' | 'refused' | 'certificate'>['fault']>>> = {
  'U-402': 'silent',
  'U-409': 'refused',
  'U-411': 'certificate',
};
