import { createPublicKey, X509Certificate } from 'node:crypto';
import { pemBlocks } from '../../kernel/pemText.ts';
import { textsIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

export const trust: SetUpStep = {
  id: 'trust',
  title: '信頼する発行者',
  question: 'カードの発行者の証明書を選んでください',
  why: 'ここに登録した発行者のカードだけを受け付けます。証明書は、公的個人認証サービスの案内に従って入手します。公開されている情報で、秘密ではありません。',
  owns: ['card.trustAnchors', 'card.faceIssuers'],
  skip: '登録するまで、どのカードも受け付けません。練習（体験）はできます。',
  trial: { word: '証明書を点検する', checks: ['files', 'certificates'] },
  risks: ['U-702', 'U-112'],
  fields: (draft) => [
    {
      kind: 'text',
      name: 'anchors',
      label: '利用者証明用電子証明書の発行者の証明書（PEM、いくつでも）',
      value: textsIn(draft, 'card.trustAnchors').join(''),
      file: '.pem,.crt',
    },
    {
      kind: 'text',
      name: 'issuers',
      label: '券面の情報に署名する者の公開鍵（PEM、いくつでも）',
      help: 'ないときは空欄にします。空欄の間は、顔認証と目視確認は使えず、暗証番号だけで受付します。',
      value: textsIn(draft, 'card.faceIssuers').join(''),
      file: '.pem',
    },
  ],
  answer(typed, draft) {
    const anchors = listed(typedIn(typed, 'anchors'), textsIn(draft, 'card.trustAnchors'), isCertificate);
    if (anchors.length === 0) return wrong('anchors', '証明書（PEM）を1つ以上、選ぶか貼り付けてください。');
    if (anchors.includes(unread)) return wrong('anchors', '証明書（PEM）として読めないものがあります。');
    const issuers = listed(typedIn(typed, 'issuers'), textsIn(draft, 'card.faceIssuers'), isPublicKey);
    if (issuers.includes(unread)) return wrong('issuers', '公開鍵（PEM）として読めないものがあります。');
    return right({ 'card.trustAnchors': anchors, 'card.faceIssuers': issuers });
  },
};

const unread = '';

/** Every block by itself, and the files by name that were there before; {@link unread} for what is neither. */
function listed(text: string, before: readonly string[], isGood: (pem: string) => boolean): readonly string[] {
  const blocks = pemBlocks(text);
  const rest = blocks.reduce((left, block) => left.replace(block.trim(), ''), text.replaceAll('\r', ''));
  const named = rest.split('\n').filter((line) => line.trim() !== '');
  return [
    ...named.map((name) => (before.includes(name.trim()) ? name.trim() : unread)),
    ...blocks.map((block) => (isGood(block) ? block : unread)),
  ];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey !== undefined;
  } catch {
    return false;
  }
}

function isPublicKey(pem: string): boolean {
  try {
    return !pem.includes('PRIVATE') && createPublicKey(pem).type === 'public';
  } catch {
    return false;
  }
}
