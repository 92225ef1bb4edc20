import type { HolderRecord } from '../../../reception/evidence.ts';
import type { Occasion, Reception, TokenRecord } from '../../../reception/reception.ts';
import { concept, type Identifier, type Reference, type Resource } from './resource.ts';
import { hl7, own } from './systems.ts';

const methodWords: Readonly<Record<HolderRecord['method'], string>> = {
  face: '受付（顔認証による本人確認）',
  pin: '受付（暗証番号による本人確認）',
  visual: '受付（職員の目視による本人確認）',
  phone: '受付（スマートフォンによる本人確認）',
};

const occasionWords: Readonly<Record<Exclude<Occasion['kind'], 'ordinary'>, string>> = {
  disaster: '災害時',
  emergency: '緊急時',
};

/**
 * Which kiosk recorded `targets`, when, what was read and how the person was known. Provenance has no identifier of its
 * own: the reception's stands in a tag, by which a server finds it again.
 */
export function provenance(
  reception: Reception,
  identifier: Identifier,
  targets: readonly Reference[],
  clinic: Reference,
): Resource {
  const { institutionCode, kiosk, id, version, receivedAt, holder, token, occasion } = reception;
  const before = { system: own.reception, value: `${id}.v${version - 1}` };
  return {
    resourceType: 'Provenance',
    meta: { tag: [{ system: identifier.system, code: identifier.value }] },
    ...evidence(holder, token),
    target: targets,
    recorded: receivedAt,
    ...(occasion.kind === 'ordinary'
      ? {}
      : { reason: [concept(own.occasion, occasion.kind, `${occasionWords[occasion.kind]}：${occasion.reason}`)] }),
    activity: {
      coding: [
        { system: own.token, code: token.kind },
        ...(holder ? [{ system: own.holderMethod, code: holder.method }] : []),
      ],
      text: holder ? methodWords[holder.method] : '受付（本人確認なし）',
    },
    agent: [
      {
        type: concept(hl7.participantType, 'assembler'),
        who: {
          type: 'Device',
          identifier: { system: own.kiosk, value: `${institutionCode}/${kiosk}` },
          display: kiosk,
        },
        onBehalfOf: clinic,
      },
      ...staff('verifier', holder?.staff),
      ...staff('performer', occasion.kind === 'ordinary' ? undefined : occasion.staff),
    ],
    ...(version > 1 ? { entity: [{ role: 'revision', what: { identifier: before } }] } : {}),
  };
}

/** How well the face matched and what spoke for a living person; why staff looked; what was found out of the card. */
function evidence(holder: HolderRecord | null, token: TokenRecord): object {
  const extension = [
    { url: own.faceScore, valueDecimal: holder?.score },
    { url: own.faceProfile, valueString: holder?.profile },
    { url: own.livenessPassive, valueDecimal: holder?.liveness?.passive ?? undefined },
    { url: own.livenessChallenge, valueCode: holder?.liveness?.challenge },
    { url: own.visualReason, valueCode: holder?.reason },
    { url: own.cardGenuine, valueCode: token.genuine ?? undefined },
    { url: own.certificateClass, valueCode: token.certificateClass ?? undefined },
  ].filter((each) => Object.values(each).every((value) => value !== undefined));
  return extension.length === 0 ? {} : { extension };
}

function staff(role: 'verifier' | 'performer', name: string | undefined): readonly object[] {
  return name === undefined ? [] : [{ type: concept(hl7.participantType, role), who: { display: name } }];
}
