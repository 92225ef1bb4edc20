import { minute } from '../../kernel/durations.ts';

/** When clinic IT is told without having asked. */
export interface AlertRule {
  readonly id: string;
  /** Japanese: the headline of a message. */
  readonly says: string;
  /** `critical`: patients are turned away now, at night too it is said; `warning`: within the day. */
  readonly severity: 'critical' | 'warning';
  /** Ids of findings, or of a check with all its faults (`reader.*`). */
  readonly of: readonly string[];
  /** How long one of them must stand first, milliseconds: what mends itself is not told. */
  readonly afterMs: number;
}

/** Every rule; what no rule names is in {@link untold}. */
export const alertRules: readonly AlertRule[] = [
  {
    id: 'out-of-service',
    says: '受付機が受付を止めています',
    severity: 'critical',
    of: ['service.out-of-service', 'responsiveness.*', 'screen.not-shown'],
    afterMs: 5 * minute,
  },
  {
    id: 'reader',
    says: 'カードを読み取れていません',
    severity: 'critical',
    of: ['reader.none', 'reader.held', 'pcsc.*', 'visits.many-unread'],
    afterMs: 5 * minute,
  },
  {
    id: 'recording',
    says: '受付を記録できません',
    severity: 'critical',
    of: [
      'disk.full',
      'disk.no-inodes',
      'disk.read-only',
      'disk.failing',
      'visits.unrecorded',
      'queue.unreadable',
      'queue.no-key',
      'queue.damaged',
      'queue.refuses',
      'data-folder.*',
      'audit.*',
    ],
    afterMs: 0,
  },
  {
    id: 'clock',
    says: '時計が合っていません',
    severity: 'critical',
    of: ['clock.behind-build', 'clock.behind-records', 'clock.leapt', 'clock.differs', 'clock.doubted'],
    afterMs: 10 * minute,
  },
  {
    id: 'line',
    says: '資格確認のシステムにつながりません',
    severity: 'warning',
    of: [
      'gateway.name',
      'gateway.unreachable',
      'gateway.silent',
      'gateway.wrong',
      'gateway.slow',
      'answers.none',
      'answers.wrong',
      'answers.slow',
      'network.*',
    ],
    afterMs: 15 * minute,
  },
  {
    id: 'set-up',
    says: '設定、証明書、共有フォルダーのどれかに誤りがあります',
    severity: 'warning',
    of: [
      'program.*',
      'programs.*',
      'configuration.*',
      'files.*',
      'gateway.certificate',
      'gateway.refused',
      'answers.refused',
      'receivers.name',
      'receivers.certificate',
      'deliveries.not-let-in',
      'deliveries.clocks',
      'shares.*',
      'certificates.expired',
      'certificates.not-yet-valid',
      'camera.forbidden',
      'card-camera.forbidden',
      'face.models',
    ],
    afterMs: 0,
  },
  {
    id: 'delivery',
    says: '受付が院内システムに届いていません',
    severity: 'warning',
    of: [
      'receivers.unreachable',
      'deliveries.away',
      'deliveries.refused',
      'queue.parked',
      'queue.old',
      'queue.set-aside',
    ],
    afterMs: 30 * minute,
  },
  {
    id: 'camera',
    says: 'カメラか顔認証が使えません',
    severity: 'warning',
    of: [
      'camera.none',
      'camera.black',
      'camera.frozen',
      'camera.few',
      'card-camera.none',
      'card-camera.black',
      'card-camera.frozen',
      'card-camera.few',
      'face.engine',
      'face.confused',
      'face.slow',
    ],
    afterMs: 0,
  },
  {
    id: 'wear',
    says: '本体かディスクに無理がかかっています',
    severity: 'warning',
    of: ['disk.slow', 'storage-wear.*', 'memory.*', 'temperature.*', 'clock.battery'],
    afterMs: 30 * minute,
  },
  {
    id: 'brought',
    says: '使用中の受付機に、だれかが設定ファイルを持ち込みました',
    severity: 'warning',
    of: ['protection.brought-configuration'],
    afterMs: 0,
  },
  {
    id: 'soon',
    says: 'このままでは、まもなく止まるものがあります',
    severity: 'warning',
    of: ['certificates.expires-soon', 'gateway.expires-soon', 'receivers.expires-soon', 'trends.*'],
    afterMs: 0,
  },
  {
    id: 'beside',
    says: '音声、文字、集計のどれかに異常があります',
    severity: 'warning',
    of: ['sound.*', 'screen.no-font', 'statistics.*'],
    afterMs: 30 * minute,
  },
];

/**
 * What staff see at the desk already, what the next card shows to be nothing, and what whoever set the kiosk up was told
 * and left as it is: nobody is called for it.
 */
export const untold: readonly string[] = [
  'service.alert',
  'reader.card-silent',
  'reader.slow-card',
  'visits.last-unread',
  'visits.many-lifted',
  'answers.in-progress',
  'backups.long-ago',
  'card-camera.glare',
  'protection.no-tpm',
  'protection.not-sealed',
  'protection.secure-boot',
  'protection.trial-keys',
];

/** Whether a list of ids names this one. */
export function names(list: readonly string[], id: string): boolean {
  return list.some((each) => (each.endsWith('.*') ? id.startsWith(each.slice(0, -1)) : each === id));
}
