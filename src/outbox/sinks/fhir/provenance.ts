import type { HolderRecord, Reception } from '../../reception.ts';
import { concept, type Identifier, type Reference, type Resource } from './resource.ts';
import { hl7, own } from './systems.ts';

const methodWords: Readonly<Record<HolderRecord['method'], string>> = {
  face: '受付（顔認証による本人確認）',
  pin: '受付（暗証番号による本人確認）',
  visual: '受付（職員の目視による本人確認）',
  phone: '受付（スマートフォンによる本人確認）',
};

/**
 * Which kiosk recorded `targets`, when, and how the person was known. Provenance has no identifier of its own: the
 * reception's stands in a tag, by which a server finds it again.
 */
export function provenance(
  reception: Reception,
  identifier: Identifier,
  targets: readonly Reference[],
  clinic: Reference,
): Resource {
  const { institutionCode, kiosk, id, version, receivedAt, holder } = reception;
  const before = { system: own.reception, value: `${id}.v${version - 1}` };
  return {
    resourceType: 'Provenance',
    meta: { tag: [{ system: identifier.system, code: identifier.value }] },
    target: targets,
    recorded: receivedAt,
    activity: { text: holder ? methodWords[holder.method] : '受付（本人確認なし）' },
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
    ],
    ...(version > 1 ? { entity: [{ role: 'revision', what: { identifier: before } }] } : {}),
  };
}
