import { type Html, html } from '../../kernel/html.ts';
import { mayUse, type Role, type RouteKey } from '../roles.ts';

interface KeyWord {
  readonly keys: readonly string[];
  readonly says: string;
  /** What the act behind it needs; keys for everybody need nothing. */
  readonly route?: RouteKey;
}

/** Every key of the desk, most frequent acts first; what carries it on a page has it as `data-key`. */
const keyWords: readonly KeyWord[] = [
  { keys: ['n', 'p'], says: '次の要対応へ・前の要対応へ（Enterで内容を開く）', route: 'GET /fragments/attention' },
  { keys: ['d'], says: '選んでいる要対応を「対応済み」にする', route: 'POST /api/arrivals/:id/settle' },
  { keys: ['h'], says: '呼び出しに対応した', route: 'POST /api/kiosk/help' },
  { keys: ['a'], says: '目視確認を開く。開いた画面では、理由を選んでから押すと承認', route: 'POST /api/kiosk/approve' },
  { keys: ['1', '5'], says: '目視確認の理由を選ぶ', route: 'POST /api/kiosk/approve' },
  { keys: ['c'], says: 'カードの数字の入力を開く', route: 'POST /api/kiosk/number' },
  { keys: ['/'], says: '受付をさがす', route: 'GET /fragments/arrivals' },
  { keys: ['r'], says: '受付の一覧を開く' },
  { keys: ['l'], says: '画面をロックする' },
  { keys: ['?'], says: 'この一覧を開く（Escで閉じる）' },
];

/** The list of keys, folded away until somebody asks; and the way to switch them off. */
export function keysDialog(role: Role): Html {
  const usable = keyWords.filter(({ route }) => route === undefined || mayUse(route, role));
  return html`<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">キー操作</h2>
<p>文字を入力しているあいだは働きません。</p>
<dl>${usable.map(({ keys, says }) => html`<div><dt>${pressed(keys)}</dt><dd>${says}</dd></div>`)}</dl>
<label class="choice"><input type="checkbox" id="keys-on"> このブラウザーで、1文字のキー操作を使う</label>
<form method="dialog"><button class="plain">閉じる</button></form>
</dialog>`;
}

function pressed([first = '', last]: readonly string[]): Html {
  const key = (name: string) => html`<kbd>${name}</kbd>`;
  const between = first === '1' ? '〜' : ' ';
  return last === undefined ? key(first) : html`${key(first)}${between}${key(last)}`;
}
