/** What the way to any address is measured by, whoever is at its end. */
export const reachMeasures = {
  name: { says: '名前の解決', unit: 'ms' },
  tcp: { says: '接続', unit: 'ms' },
  tls: { says: '暗号化の開始', unit: 'ms' },
  daysLeft: { says: '相手の証明書の期限まで', unit: '日', least: 14, beyond: 'expires-soon' },
} as const;
