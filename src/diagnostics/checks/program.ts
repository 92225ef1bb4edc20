import { check } from '../check.ts';

export const program = check({
  id: 'program',
  title: 'プログラム',
  proves: 'プログラムがそろっていて、この Node.js で動く',
  needs: ['program'],
  limitMs: 15_000,
  measures: {
    version: { says: '版' },
    node: { says: 'Node.js の版' },
    digest: { says: '動いているプログラムの指紋（SHA-256 の先頭）' },
  },
  faults: {
    'node-too-old': {
      number: 'U-706',
      severity: 'critical',
      symptom: 'not-started',
      part: 'program',
      says: 'Node.js が古すぎます',
      next: 'Node.js を新しい版に入れ替えてください。',
    },
    incomplete: {
      number: 'U-706',
      severity: 'critical',
      symptom: 'not-started',
      part: 'program',
      says: 'プログラムの一部がありません',
      next: 'npm run setup を実行して作り直すか、配布物を入れ直してください。',
    },
  },
  async run({ program: { version, node, leastNode, parts, digest } }) {
    const missing = parts.filter(({ isThere }) => !isThere).map(({ name }) => name);
    return {
      values: { version, node, digest: (await digest()) ?? null },
      found: [
        ...(isOlder(node, leastNode)
          ? [{ fault: 'node-too-old' as const, detail: `${node}、必要なのは ${leastNode} 以上` }]
          : []),
        ...(missing.length > 0 ? [{ fault: 'incomplete' as const, detail: missing.join('、') }] : []),
      ],
    };
  },
});

function isOlder(one: string, other: string): boolean {
  const numbers = (version: string) => version.replace(/^v/, '').split('.').map(Number);
  const [mine, least] = [numbers(one), numbers(other)];
  const at = least.findIndex((each, index) => each !== (mine[index] ?? 0));
  return at >= 0 && (mine[at] ?? 0) < (least[at] ?? 0);
}
