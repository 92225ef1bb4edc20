/** What somebody sees who calls for help: where the fault tree begins. */
export const symptoms = {
  'out-of-service': '画面が「ただいま受付機を使えません」のままになる',
  'card-not-read': 'カードを置いても読み取れない',
  'no-face': '顔認証が使えない、カメラの映像が出ない',
  provisional: '保険資格を確認できず、仮受付になる',
  'not-delivered': '受付した内容が院内システムに届かない',
  screen: '画面が出ない、文字が四角になる、触っても反応しない',
  sound: '音声の案内が聞こえない',
  slow: '動きが遅い、ときどき止まる',
  'not-started': '受付機が起動しない',
  desk: '職員端末の画面が開かない、警告が出る',
  nothing: 'まだ何も起きていないが、このままでは止まる',
  unprotected: '受付はできるが、盗難や改ざんへの備えが足りない',
} as const;

export type Symptom = keyof typeof symptoms;

/** What is looked after, cleaned, plugged in or replaced. */
export const parts = {
  program: 'プログラム',
  configuration: '設定',
  files: '設定が指すファイル',
  reader: 'カードリーダー',
  card: 'カード',
  camera: 'カメラ',
  'card-camera': 'カード用カメラ',
  models: '顔認証のモデル',
  network: '院内ネットワーク',
  gateway: '資格確認のシステム',
  receiver: '院内システム',
  clock: '時計',
  disk: '保存先のディスク',
  queue: '送信待ちの受付',
  audit: '操作の記録（監査ログ）',
  statistics: '利用状況の集計',
  processor: '本体（温度・メモリー）',
  screen: '画面',
  sound: '音声',
  kiosk: '受付機の動作',
} as const;

export type Part = keyof typeof parts;
