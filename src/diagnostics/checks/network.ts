import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check, type Found } from '../check.ts';
import { readWord } from '../machine.ts';

export const network = check({
  id: 'network',
  title: 'ネットワーク',
  proves: 'ケーブルか無線がつながり、アドレスと経路がある',
  needs: ['machine', 'network'],
  limitMs: 15_000,
  mending: { says: 'ネットワークがつながるのを待ちます' },
  measures: {
    links: { says: 'つながっている口' },
    addresses: { says: 'アドレスの数' },
    route: { says: '外への経路がある' },
  },
  faults: {
    'no-link': {
      number: 'U-608',
      severity: 'critical',
      symptom: 'provisional',
      part: 'network',
      says: 'ネットワークにつながっていません',
      next: 'LANケーブルを受付機とハブの両方で挿し直し、ランプが点くか確認してください。無線なら電波と設定を確認してください。',
    },
    'no-address': {
      number: 'U-608',
      severity: 'critical',
      symptom: 'provisional',
      part: 'network',
      says: 'アドレスが割り当てられていません',
      next: 'ルーター（DHCP）が動いているか、固定アドレスの設定が正しいか確認してください。',
    },
    'no-route': {
      number: 'U-608',
      severity: 'warning',
      symptom: 'provisional',
      part: 'network',
      says: '外への経路（デフォルトゲートウェイ）がありません',
      next: 'ルーターのアドレスと、受付機のネットワーク設定を確認してください。',
    },
  },
  async run({ machine, network: { farHosts, addresses: own } }) {
    const folder = join(machine, 'sys', 'class', 'net');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name !== 'lo');
    const carriers = await Promise.all(names.map((name) => readWord(join(folder, name, 'carrier'))));
    const links = names.filter((_name, at) => carriers[at] === '1');
    const routes = (await readWord(join(machine, 'proc', 'net', 'route')))?.split('\n').slice(1) ?? [];
    const route = routes.some((line) => /^\S+\s+00000000\s/.test(line));
    const addresses = own().length;
    // Who talks to this machine alone needs none of it.
    const found: Found<'no-link' | 'no-address' | 'no-route'>[] = [];
    if (farHosts.length > 0) {
      if (links.length === 0) found.push({ fault: 'no-link', detail: names.join('、') });
      else if (addresses === 0) found.push({ fault: 'no-address', detail: links.join('、') });
      else if (!route) found.push({ fault: 'no-route' });
    }
    return { values: { links: links.join(' '), addresses, route }, found };
  },
});
