import { check, type Found, type Value } from '../check.ts';

const way = { symptom: 'no-face', severity: 'warning', part: 'models' } as const;

export const face = check({
  id: 'face',
  title: '顔認証',
  proves: '顔認証のモデルがどれも正しく、見本の顔を正しく見分ける',
  needs: ['face'],
  limitMs: 40_000,
  // It takes all the processor there is: meanwhile a camera would be late that is not.
  alone: ['models', 'camera', 'card-camera'],
  measures: {
    profile: { says: '方式', words: { embedded: 'embedded（試し用）', standard: 'standard（患者用）' } },
    same: { says: '同じ人の見本の近さ' },
    other: { says: '別の人の見本の近さ' },
    compare: { says: '1回の照合', unit: 'ms', most: 3_000, beyond: 'slow' },
  },
  faults: {
    models: {
      ...way,
      number: 'U-214',
      says: '顔認証のモデルがないか、正しいものではありません',
      next: 'uketsuke models status で確かめ、uketsuke models install で入れ直してください。',
    },
    engine: {
      ...way,
      number: 'U-214',
      says: '顔認証のエンジンが動きません',
      next: '受付機を再起動し、続くときはログを添えて保守担当に連絡してください。',
    },
    confused: {
      ...way,
      number: 'U-214',
      says: '見本の顔を正しく見分けられません',
      next: 'モデルを入れ直してください（uketsuke models install）。直るまで、暗証番号か目視確認で受け付けてください。',
    },
    slow: {
      ...way,
      number: 'U-214',
      part: 'processor',
      says: '顔の照合が遅くなっています',
      next: '本体の温度と、ほかに動いているプログラムを確認してください。',
    },
  },
  async run({ face: { wanted, models, selfTest } }, signal) {
    const values: Record<string, Value> = { profile: wanted };
    const ready = await models(signal);
    if (!ready.ok) return { values, found: [{ fault: 'models', detail: ready.problem.detail }] };
    values.profile = ready.value.profile;
    if (!selfTest) return { values, found: [] };
    const tested = await selfTest(signal);
    if (!tested.ok) return { values, found: [{ fault: 'engine', detail: tested.problem.detail }] };
    const { same, other, areToldApart, ms } = tested.value;
    const found: Found<'confused'>[] = areToldApart ? [] : [{ fault: 'confused', detail: `${same}、${other}` }];
    return { values: { ...values, same, other, compare: Math.round(ms) }, found };
  },
});
