import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';

export const reader = check({
  id: 'reader',
  title: 'カードリーダー',
  proves: '設定に合うカードリーダーがあり、置かれているカードが応答する',
  needs: ['reader'],
  limitMs: 15_000,
  alone: ['reader'],
  mending: { says: 'リーダーとの接続をやり直します', act: async ({ reader: port }) => port?.reset?.() },
  measures: {
    name: { says: '名前' },
    card: { says: 'カード', words: { none: '置かれていない', present: '置かれている', busy: '使用中' } },
    kind: { says: 'カードの種類' },
    exchange: { says: 'カードとの1往復', unit: 'ms', most: 1_000, beyond: 'slow-card' },
  },
  faults: {
    none: {
      number: 'U-104',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'reader',
      says: 'カードリーダーが見つかりません',
      next: 'USBケーブルを挿し直し、別の口でも試してください。設定 card.readerPattern がリーダーの名前に合っているかも確認してください。',
    },
    held: {
      number: 'U-107',
      severity: 'critical',
      symptom: 'card-not-read',
      part: 'program',
      says: 'ほかのプログラムがカードリーダーを使っています',
      next: 'この機器で動いているほかのカード読み取りソフトを終了してください。カードの故障ではありません。',
    },
    'card-silent': {
      number: 'U-101',
      severity: 'warning',
      symptom: 'card-not-read',
      part: 'card',
      says: '置かれているカードが正しく応答しません',
      next: '別のカード（見本カード）を置いてください。読めればそのカードの、読めなければリーダーの問題です。',
    },
    'slow-card': {
      number: 'U-105',
      severity: 'notice',
      symptom: 'card-not-read',
      part: 'reader',
      says: 'カードの応答が遅くなっています',
      next: 'カードをリーダーの中央に置き、近くの金属や別のカードを離してください。',
    },
  },
  async run({ reader: port }, signal) {
    const seen = await port.look(signal);
    if (seen.ok) {
      const { name, card, kind, exchangeMs } = seen.value;
      return { values: { name, card, kind: kind ?? null, exchange: exchangeMs ?? null }, found: [] };
    }
    const { code, detail } = seen.problem;
    const fault = byNumber[code] ?? 'card-silent';
    const wanted = fault === 'none' && port.wanted !== '' ? `card.readerPattern は ${port.wanted}` : undefined;
    return { values: { name: null }, found: [{ fault, detail: [wanted, detail].filter(Boolean).join('、') }] };
  },
});

const byNumber: Readonly<Partial<Record<ProblemCode, Found<'none' | 'held'>['fault']>>> = {
  'U-104': 'none',
  'U-702': 'none',
  'U-107': 'held',
};
