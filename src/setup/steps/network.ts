import { isPemText } from '../../kernel/pemText.ts';
import { plainLine } from '../../kernel/plainLine.ts';
import { type FixedAddress, isAddress, isAddressWithPrefix, type NetworkLaid } from '../machine/plan.ts';
import { right, type SetUpStep, type TypedAnswer, typedIn, wrong } from '../step.ts';

const byOthers =
  'このパソコンのネットワークは、OS（基本ソフト）が管理しています。変えるときはOSの設定画面で行います。ここで変えるものはありません。';

/** A list that is longer is no list of partners. */
const mostOutside = 32;

/** How the device reaches the clinic's network. On a PC that is not ours nothing is asked. */
export const network: SetUpStep = {
  id: 'network',
  title: 'ネットワーク',
  question: '医院のネットワークに、どのようにつなぎますか',
  why: '受付機が、資格確認の中継（ゲートウェイ）や医院のシステムと通信するために使います。',
  owns: [],
  skip: 'いまのつなぎ方のまま進みます。',
  trial: { word: 'つながりを確かめる', checks: ['network'] },
  risks: ['U-745', 'U-746'],
  note: ({ isMachineOurs, addresses }) => {
    const own = `いまの住所（IPアドレス）: ${addresses.length > 0 ? addresses.join('、') : 'まだありません'}`;
    return isMachineOurs ? own : `${byOthers}${own}`;
  },
  fields: (_draft, { isMachineOurs, network: laid }) =>
    isMachineOurs
      ? [
          {
            kind: 'one',
            name: 'way',
            label: '住所の決め方',
            value: fixed(laid) ? 'fixed' : 'dhcp',
            choices: [
              { value: 'dhcp', label: '自動（DHCP）', help: '分からないときは、これを選びます。' },
              { value: 'fixed', label: '固定', help: '下の3つを、ネットワークの担当者に聞いて入力します。' },
            ],
          },
          {
            kind: 'line',
            name: 'address',
            label: '固定の住所と長さ',
            value: fixed(laid)?.address ?? '',
            example: '192.168.10.21/24',
          },
          {
            kind: 'line',
            name: 'router',
            label: 'ルーター',
            value: fixed(laid)?.router ?? '',
            example: '192.168.10.1',
          },
          {
            kind: 'line',
            name: 'names',
            label: '名前解決（DNS）',
            value: fixed(laid)?.names.join(' ') ?? '',
            example: '192.168.10.1',
          },
          {
            kind: 'line',
            name: 'proxy',
            label: 'プロキシ',
            help: '使わないときは空欄',
            value: laid?.proxy ?? '',
            input: 'url',
            example: 'http://proxy.example:3128',
          },
          {
            kind: 'line',
            name: 'outside',
            label: '医院の外の相手（IPアドレス、または範囲）',
            help: 'ゲートウェイなどがインターネットにあるときだけ。空欄なら、医院の中とだけ通信します。すべて許すときは 0.0.0.0/0',
            value: laid?.outside.join(' ') ?? '',
            most: 1000,
            example: '203.0.113.10 198.51.100.0/24',
          },
          {
            kind: 'line',
            name: 'identity',
            label: '802.1Xの名前',
            help: '接続に証明書が要る医院だけ',
            value: laid?.switchIdentity?.identity ?? '',
          },
          {
            kind: 'text',
            name: 'authority',
            label: '802.1Xの認証局の証明書（PEM）',
            value: laid?.switchIdentity?.authority ?? '',
            file: '.pem,.crt',
          },
          {
            kind: 'text',
            name: 'certificate',
            label: '802.1Xの受付機の証明書（PEM）',
            value: laid?.switchIdentity?.certificate ?? '',
            file: '.pem,.crt',
          },
          { kind: 'secret', name: 'key', label: '802.1Xの秘密鍵（PEM）', isKept: Boolean(laid?.switchIdentity) },
        ]
      : [],
  answer(typed, _draft, { isMachineOurs, network: laid }) {
    if (!isMachineOurs) return right({});
    const way = typedIn(typed, 'way') === 'fixed' ? fixedIn(typed) : 'dhcp';
    if (typeof way !== 'string' && 'ok' in way) return way;
    const proxy = typedIn(typed, 'proxy');
    if (proxy !== '' && !isProxy(proxy))
      return wrong('proxy', 'http:// で始まる住所を入力してください。名前やパスワードは書けません。');
    const outside = typedIn(typed, 'outside')
      .split(/[\s,、，]+/)
      .filter((each) => each !== '');
    if (outside.length > mostOutside || !outside.every((each) => isAddress(each) || isAddressWithPrefix(each)))
      return wrong('outside', '「203.0.113.10」や「198.51.100.0/24」のように、空白で区切って入力してください。');
    const [identity, authority, certificate, key] = ['identity', 'authority', 'certificate', 'key'].map((name) =>
      typedIn(typed, name),
    );
    const parts = [identity, authority, certificate, key];
    if (parts.every((part) => !part)) return right({}, { network: { way, proxy, outside, switchIdentity: null } });
    if (!identity || !plainLine.test(identity) || /["\\]/.test(identity))
      return wrong('identity', '802.1Xの名前を確認してください。');
    if (!authority || !isPemText(authority)) return wrong('authority', '証明書（PEM）ではありません。');
    if (!certificate || !isPemText(certificate)) return wrong('certificate', '証明書（PEM）ではありません。');
    // A key belongs to a certificate.
    const isKept = !key && laid?.switchIdentity && isSamePem(laid.switchIdentity.certificate, certificate);
    if (!isKept && !/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key ?? ''))
      return wrong('key', '秘密鍵（PEM）ではありません。');
    const switchIdentity = { identity, authority, certificate, key: isKept ? undefined : key };
    return right({}, { network: { way, proxy, outside, switchIdentity } });
  },
};

/** A form sends lines as Windows ends them, whatever it was given. */
function isSamePem(one: string, other: string): boolean {
  const lines = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return lines(one) === lines(other);
}

/** The fixed address that was laid down. */
function fixed(laid: NetworkLaid | undefined): FixedAddress | undefined {
  return laid && laid.way !== 'dhcp' ? laid.way : undefined;
}

function fixedIn(typed: TypedAnswer): FixedAddress | ReturnType<typeof wrong> {
  const [address = '', router = '', names = ''] = ['address', 'router', 'names'].map((name) => typedIn(typed, name));
  if (!isAddressWithPrefix(address))
    return wrong('address', '「192.168.10.21/24」のように、長さまで入力してください。');
  if (router !== '' && !isAddress(router)) return wrong('router', '「192.168.10.1」のように入力してください。');
  const servers = names.split(/[\s,、]+/).filter((each) => each !== '');
  if (!servers.every(isAddress)) return wrong('names', '「192.168.10.1」のように入力してください。');
  return { address, router, names: servers };
}

function isProxy(text: string): boolean {
  if (!URL.canParse(text) || !plainLine.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
