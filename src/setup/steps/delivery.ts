import { randomBytes } from 'node:crypto';
import type { SinkSection } from '../../outbox/sinks/sinkNames.ts';
import { addressFault, authorityFault, serverFault } from '../address.ts';
import { type Changes, type Draft, textIn, textsIn, valueIn } from '../draft.ts';
import { shareFolder } from '../machine/share.ts';
import type { SeenAround } from '../ports.ts';
import { right, type SecretFile, type SetUpStep, type StepAnswer, typedIn, wrong } from '../step.ts';
import { shareFields, shareIn, shownShare } from './deliveryShare.ts';

/** What is asked of each place a reception may go to. */
interface Place {
  readonly label: string;
  readonly help: string;
  /** Where it goes, as it stands in the draft. */
  readonly where: (draft: Draft) => string;
  readonly fault: (where: string) => string | undefined;
  readonly changes: (where: string) => Changes;
  /** The file of its secret; absent where it has none. */
  readonly secret?: { readonly key: string; readonly file: string; readonly needed: boolean };
  readonly takesAuthority: boolean;
}

const at = (sink: SinkSection, key: string): string => `outbox.sinks.${sink}.${key}`;

const places: Readonly<Record<SinkSection, Place>> = {
  webhook: {
    label: 'ウェブの住所（署名付き）',
    help: '電子カルテや受付のシステムが、受け取る住所を用意しているとき',
    where: (draft) => textIn(draft, at('webhook', 'url')),
    fault: addressFault,
    changes: (url) => ({ [at('webhook', 'url')]: url }),
    secret: { key: at('webhook', 'secretFile'), file: 'secrets/webhook.secret', needed: true },
    takesAuthority: true,
  },
  oqsFace: {
    label: '共有フォルダー（顔認証付きカードリーダーの形式）',
    help: '医院のシステムが、フォルダーのファイルを取り込むとき',
    where: (draft) => textIn(draft, at('oqsFace', 'folder')),
    fault: (folder) => (/^\/\S/.test(folder) ? undefined : '「/mnt/oqs」のように、/ で始まる場所を入力してください。'),
    changes: (folder) => ({ [at('oqsFace', 'folder')]: folder }),
    takesAuthority: false,
  },
  fhir: {
    label: 'FHIRサーバー',
    help: 'JP Coreで受け取るサーバーがあるとき',
    where: (draft) => textIn(draft, at('fhir', 'baseUrl')),
    fault: addressFault,
    changes: (url) => ({ [at('fhir', 'baseUrl')]: url }),
    secret: { key: at('fhir', 'tokenFile'), file: 'secrets/fhir.token', needed: false },
    takesAuthority: true,
  },
  stream: {
    label: '配信（NATS JetStream）',
    help: '受付機が何台もある病院',
    where: (draft) => textsIn(draft, at('stream', 'servers')).join('\n'),
    fault: (servers) =>
      servers === ''
        ? '住所を入力してください。'
        : serversIn(servers)
            .map(serverFault)
            .find((each) => each),
    changes: (servers) => ({ [at('stream', 'servers')]: serversIn(servers) }),
    secret: { key: at('stream', 'credentialsFile'), file: 'secrets/stream.creds', needed: false },
    takesAuthority: true,
  },
};

const sections = Object.keys(places) as readonly SinkSection[];

/** Where receptions go. */
export const delivery: SetUpStep = {
  id: 'delivery',
  title: '送信先',
  question: '受付の結果を、どこに送りますか',
  why: '医院のシステムに、誰が受付したかを伝えます。届かない間は受付機の中で預かり、つながったときに送ります。',
  owns: sections.flatMap((sink) => [
    at(sink, 'enabled'),
    ...Object.keys(places[sink].changes('')),
    ...(places[sink].takesAuthority ? [at(sink, 'caFile')] : []),
    ...(places[sink].secret ? [places[sink].secret.key] : []),
  ]),
  // A secret is another machine's file: the next kiosk is given its own.
  own: sections.flatMap((sink) => places[sink].secret?.key ?? []),
  skip: null,
  trial: {
    word: '試験の受付を送る',
    checks: ['receivers', 'shares'],
    delivers: '送信先に「受付　試験」さんの受付が1件届きます。受け側の画面で確かめたら、取り消してください。',
  },
  risks: ['U-747', 'U-510', 'U-514', 'U-702', 'U-746'],
  fields: (draft, seen) => {
    const now = sections.find((sink) => isOn(draft, sink)) ?? 'webhook';
    const others = sections.filter((sink) => sink !== now && isOn(draft, sink));
    return [
      {
        kind: 'one',
        name: 'place',
        label: '送り方',
        value: now,
        choices: sections.map((sink) => ({ value: sink, label: places[sink].label, help: places[sink].help })),
      },
      {
        kind: 'text',
        name: 'where',
        label: '送信先の住所またはフォルダー',
        ...(seen.isMachineOurs && { help: '共有フォルダーは「\\\\192.168.10.5\\oqs」のように入力します。' }),
        value: isShare(now, seen) ? shownShare(seen) : places[now].where(draft),
        file: '',
      },
      {
        kind: 'secret',
        name: 'secret',
        label: '秘密の値',
        help: '受け側と同じ値（16文字以上）。ウェブの住所で空欄にすると、受付機が作って一度だけ表示します。',
        isKept: places[now].secret !== undefined && textIn(draft, places[now].secret.key) !== '',
      },
      {
        kind: 'text',
        name: 'authority',
        label: '送信先の認証局の証明書（PEM）',
        help: '医院の中の認証局のときだけ',
        value: places[now].takesAuthority ? textIn(draft, at(now, 'caFile')) : '',
        file: '.pem,.crt',
      },
      ...(seen.isMachineOurs ? shareFields(seen) : []),
      ...(others.length === 0
        ? []
        : [
            {
              kind: 'several',
              name: 'keep',
              label: 'ほかの送信先にも送る',
              value: others,
              choices: others.map((sink) => ({ value: sink, label: places[sink].label })),
            } as const,
          ]),
    ];
  },
  answer(typed, draft, seen) {
    const sink = sections.find((each) => each === typedIn(typed, 'place'));
    if (!sink) return wrong('place', '送り方を選んでください。');
    const place = places[sink];
    const keep = typed.keep ?? [];
    const share = isShare(sink, seen) ? shareIn(typed, seen) : undefined;
    if (share && !share.ok) return wrong(share.field, share.says);
    const where = share ? shareFolder : typedIn(typed, 'where');
    const fault = place.fault(where);
    if (fault) return wrong('where', fault);
    const kept = place.takesAuthority ? textIn(draft, at(sink, 'caFile')) : '';
    const authority = typedIn(typed, 'authority');
    const authorityWrong = authority === kept.trim() ? undefined : authorityFault(authority, where);
    if (authorityWrong) return wrong('authority', authorityWrong);
    const secret = secretFor(place, typedIn(typed, 'secret'), draft);
    if (!secret.ok) return wrong('secret', secret.says);
    return right(
      {
        ...Object.fromEntries(sections.map((each) => [at(each, 'enabled'), each === sink || keep.includes(each)])),
        ...place.changes(where),
        ...(place.takesAuthority
          ? { [at(sink, 'caFile')]: authority === '' ? undefined : authority === kept.trim() ? kept : `${authority}\n` }
          : {}),
        ...(place.secret && secret.file !== undefined ? { [place.secret.key]: secret.file } : {}),
      },
      {
        ...(secret.made ? { secrets: [secret.made] } : {}),
        ...(secret.tells ? { tells: secret.tells } : {}),
        ...(share ? { share: share.plan } : seen.share && !keep.includes('oqsFace') ? { share: null } : {}),
      } satisfies Partial<StepAnswer>,
    );
  },
};

/** Whether that place is a folder which this machine itself gets from another one. */
function isShare(sink: SinkSection, { isMachineOurs }: Pick<SeenAround, 'isMachineOurs'>): boolean {
  return sink === 'oqsFace' && isMachineOurs;
}

type SecretAnswer =
  | { readonly ok: true; readonly file?: string; readonly made?: SecretFile; readonly tells?: string }
  | { readonly ok: false; readonly says: string };

const leastSecret = 16;

/** What was typed; what there is already; or, where the receiver must know one, a new one that is said once. */
function secretFor({ secret }: Place, typed: string, draft: Draft): SecretAnswer {
  if (!secret) return { ok: true };
  if (typed !== '') {
    if (Buffer.byteLength(typed) < leastSecret) return { ok: false, says: `${leastSecret}文字以上にしてください。` };
    return { ok: true, file: secret.file, made: { file: secret.file, text: `${typed}\n` } };
  }
  if (textIn(draft, secret.key) !== '' || !secret.needed) return { ok: true };
  const drawn = randomBytes(32).toString('hex');
  return {
    ok: true,
    file: secret.file,
    made: { file: secret.file, text: `${drawn}\n` },
    tells: `秘密の値を作りました。受け側に設定してください（二度と表示されません）: ${drawn}`,
  };
}

function isOn(draft: Draft, sink: SinkSection): boolean {
  return valueIn(draft, at(sink, 'enabled')) === true;
}

function serversIn(text: string): readonly string[] {
  return text.split(/[\s,、]+/).filter((each) => each !== '');
}
