/** A figure that the program keeps of itself, beside what the checks measure. */
export interface KioskFigure {
  /** What Prometheus calls it; over all its labels it is one number. Null for what is no metric. */
  readonly metric: string | null;
  /** Japanese. */
  readonly says: string;
  readonly unit?: string;
}

/** They stand in the history as `kiosk.name`, and are plotted and told as what the checks measured is. */
export const kioskFigures = {
  starts: { metric: null, says: '起動', unit: '回' },
  visits: { metric: 'uketsuke_visits_total', says: '終わった手続き', unit: '件' },
  visitProblems: { metric: 'uketsuke_visit_problems_total', says: '番号を示して終わった手続き', unit: '件' },
  practices: { metric: 'uketsuke_practices_total', says: '体験', unit: '回' },
  stalls: { metric: 'uketsuke_event_loop_stalls_total', says: '50 ms を超えた停止', unit: '回' },
  longestWait: { metric: 'uketsuke_event_loop_longest_wait_seconds', says: 'いちばん長い待ち', unit: '秒' },
  loopDelay: { metric: 'nodejs_eventloop_lag_p99_seconds', says: 'イベントループの遅れ（99%）', unit: '秒' },
  inService: { metric: 'uketsuke_in_service', says: '受付中（1）' },
  painted: { metric: 'uketsuke_screen_painted_seconds', says: '画面が最後に描かれてから', unit: '秒' },
  selfTestOk: { metric: 'uketsuke_selftest_ok', says: '自己点検に異常なし（1）' },
  selfTestFindings: { metric: 'uketsuke_selftest_findings', says: '自己点検で見つかったもの', unit: '件' },
  alerts: { metric: 'uketsuke_alerts', says: '職員へのお知らせ', unit: '件' },
  alertRules: { metric: 'uketsuke_alert_rules', says: '担当者への知らせ', unit: '件' },
  queueReadable: { metric: 'uketsuke_queue_readable', says: '受付の保管を読める（1）' },
  queueWaiting: { metric: 'uketsuke_queue_waiting', says: '送信を待つもの', unit: '件' },
  queueParked: { metric: 'uketsuke_queue_parked', says: '人を待つもの', unit: '件' },
  queueUnreconciled: { metric: 'uketsuke_queue_unreconciled', says: '仮の受付', unit: '件' },
  queueOldest: { metric: 'uketsuke_queue_oldest_seconds', says: 'いちばん古い未送信', unit: '秒' },
  processor: { metric: 'process_cpu_seconds_total', says: 'プロセッサーを使った時間', unit: '秒' },
  memory: { metric: 'process_resident_memory_bytes', says: 'メモリー', unit: 'バイト' },
  heap: { metric: 'nodejs_heap_size_used_bytes', says: 'メモリーのうちヒープ', unit: 'バイト' },
  openFiles: { metric: 'process_open_fds', says: '開いているファイル', unit: '個' },
} as const satisfies Readonly<Record<string, KioskFigure>>;

export type FigureName = keyof typeof kioskFigures;

/** What the checks leave to the program itself. @param name as in the history, `kiosk.visits` */
export function figureNamed(name: string): KioskFigure | undefined {
  const figures: Readonly<Record<string, KioskFigure>> = kioskFigures;
  const own = name.startsWith('kiosk.') ? name.slice('kiosk.'.length) : '';
  return Object.hasOwn(figures, own) ? figures[own] : undefined;
}
