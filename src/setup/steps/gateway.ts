import { isPemText } from '../../kernel/pemText.ts';
import { addressFault, authorityFault } from '../address.ts';
import { textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

const keyFile = 'secrets/gateway.key';

export const gateway: SetUpStep = {
  id: 'gateway',
  title: '資格確認',
  question: '資格確認の中継（ゲートウェイ）の住所を入力してください',
  why: 'オンライン資格確認に取り次ぐサーバーです。住所は、導入を担当する会社から案内されます。',
  owns: ['eligibility.gatewayUrl', 'eligibility.caFile', 'eligibility.certificateFile', 'eligibility.keyFile'],
  // Each kiosk shows a certificate of its own.
  own: ['eligibility.certificateFile', 'eligibility.keyFile'],
  skip: null,
  trial: { word: 'つながるか試す', checks: ['gateway'] },
  risks: ['U-402', 'U-403', 'U-409', 'U-411'],
  fields: (draft) => [
    {
      kind: 'line',
      name: 'url',
      label: '住所（URL）',
      value: textIn(draft, 'eligibility.gatewayUrl'),
      input: 'url',
      needed: true,
      example: 'https://gateway.example/v1',
    },
    {
      kind: 'text',
      name: 'authority',
      label: 'サーバーの認証局の証明書（PEM）',
      help: '医院の中の認証局のときだけ',
      value: textIn(draft, 'eligibility.caFile'),
      file: '.pem,.crt',
    },
    {
      kind: 'text',
      name: 'certificate',
      label: '受付機の証明書（PEM）',
      help: '求められるときだけ',
      value: textIn(draft, 'eligibility.certificateFile'),
      file: '.pem,.crt',
    },
    {
      kind: 'secret',
      name: 'key',
      label: '受付機の秘密鍵（PEM）',
      isKept: textIn(draft, 'eligibility.keyFile') !== '',
    },
  ],
  answer(typed, draft) {
    const [url, authority, certificate, key] = [
      typedIn(typed, 'url'),
      typedIn(typed, 'authority'),
      typedIn(typed, 'certificate'),
      typedIn(typed, 'key'),
    ];
    const fault = addressFault(url);
    if (fault) return wrong('url', fault);
    const before = textIn(draft, 'eligibility.caFile');
    const authorityWrong = authority === before.trim() ? undefined : authorityFault(authority, url);
    if (authorityWrong) return wrong('authority', authorityWrong);
    const isOwnKept = certificate === textIn(draft, 'eligibility.certificateFile').trim();
    if (!isOwnKept && certificate !== '' && !isPemText(certificate))
      return wrong('certificate', '証明書（PEM）ではありません。');
    const hasKey = key !== '' || textIn(draft, 'eligibility.keyFile') !== '';
    if (certificate !== '' && !hasKey) return wrong('key', '証明書といっしょに秘密鍵も必要です。');
    if (key !== '' && !/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
      return wrong('key', '秘密鍵（PEM）ではありません。');
    return right(
      {
        'eligibility.gatewayUrl': url,
        'eligibility.caFile': authority === '' ? undefined : authority === before.trim() ? before : `${authority}\n`,
        'eligibility.certificateFile':
          certificate === ''
            ? undefined
            : isOwnKept
              ? textIn(draft, 'eligibility.certificateFile')
              : `${certificate}\n`,
        'eligibility.keyFile':
          certificate === '' ? undefined : key === '' ? textIn(draft, 'eligibility.keyFile') : keyFile,
      },
      certificate !== '' && key !== '' ? { secrets: [{ file: keyFile, text: `${key}\n` }] } : {},
    );
  },
};
