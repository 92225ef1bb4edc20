import { z } from 'zod';
import { auditCatalogue } from '../../src/audit/catalogue.ts';
import { type Retention, retentionDays } from '../../src/audit/event.ts';

const groups = {
  visit: '受付の手続き',
  identity: '本人確認',
  card: 'カード',
  visual: '目視確認',
  consent: '同意',
  prescription: '処方箋',
  subsidy: '医療費助成',
  eligibility: '資格確認',
  reception: '受付の記録',
  delivery: '院内システムへの送信',
  mode: '災害時・緊急時',
  desk: '受付端末（だれが何を見たか）',
  backup: 'バックアップ',
  staff: '職員のアカウント',
  command: 'コマンド（受付機の本体で）',
  config: '設定',
  'set-up': '初期設定と、設定の変更',
  update: '装置の更新',
  service: '受付の停止と再開',
  diagnostics: '保守作業',
  kiosk: '起動と終了',
  clock: '時計',
  audit: '監査記録そのもの',
} as const;

/** docs/reference/audit-events.md: every event of the trail with its fields, made from the catalogue. */
export function auditEventsPage(): string {
  const events = Object.entries(auditCatalogue);
  const known = new Set<string>(Object.keys(groups));
  const strange = events.map(([type]) => type).filter((type) => !known.has(groupOf(type)));
  if (strange.length > 0) throw new Error(`no heading for ${strange.join(', ')}`);
  const sections = Object.entries(groups).flatMap(([group, title]) => [
    `## ${title}`,
    [
      '| event | 意味 | meaning | fields | kept |',
      '|---|---|---|---|---|',
      ...events
        .filter(([type]) => groupOf(type) === group)
        .map(
          ([type, { meaning, fields, keep }]) =>
            `| \`${type}\` | ${meaning.ja} | ${meaning.en} | ${fieldsText(fields)} | ${keptText(keep)} |`,
        ),
    ].join('\n'),
  ]);
  return `${[
    '# Events of the audit trail',
    'Every event that [the audit trail](../audit.md) can hold, and every field of it. A field takes an id that says nothing by itself, a small number, or a word of a closed list; none takes a name, a date of birth, an address or a PIN. `?`: may be absent. Made from `src/audit/catalogue.ts` by `npm run docs:reference`.',
    ...sections,
  ].join('\n\n')}\n`;
}

function groupOf(type: string): string {
  return type.split('.')[0] ?? '';
}

function keptText(keep: Retention): string {
  const days = retentionDays[keep];
  return Number.isFinite(days) ? `${Math.round(days / 365.25)} years` : 'for ever';
}

function fieldsText(fields: z.ZodObject): string {
  const shape = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
  const required = new Set(shape.required ?? []);
  const named = Object.entries(shape.properties ?? {}).map(
    ([name, property]) =>
      `\`${name}\`${required.has(name) ? '' : '?'} ${typeof property === 'object' ? valueText(property) : ''}`,
  );
  return named.map((each) => each.trim()).join('<br>') || '—';
}

type Property = z.core.JSONSchema.BaseSchema;

/** What a field may hold, in a few words. */
function valueText(property: Property): string {
  if (property.description) return property.description;
  if (property.const !== undefined) return `${property.const}`;
  if (property.enum) return property.enum.join(' / ');
  if (property.type === 'boolean') return 'true / false';
  if (property.type === 'array' && typeof property.items === 'object' && !Array.isArray(property.items)) {
    return `list of ${valueText(property.items)}`;
  }
  throw new Error(`a field without a description: ${JSON.stringify(property)}`);
}
