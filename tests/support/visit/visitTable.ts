import type { Person } from '../../../src/simulator/people.ts';
import { type Clinic, clinics, type Recorded, type VisitPlan, type Way } from './visitRules.ts';

/** One visit of the table. */
export interface TableRow {
  readonly person: Person;
  readonly way: Way;
  readonly clinic: Clinic;
  readonly plan: VisitPlan;
}

const wayInWords: Readonly<Record<Way, string>> = {
  face: '顔認証',
  pin: '暗証番号',
  staff: '目視',
  phone: 'スマートフォン',
};

/** docs/reference/visits.md: every row that the table test holds the kiosk against. */
export function visitTable(rows: readonly TableRow[]): string {
  const parts = Object.values(clinics).map((clinic) =>
    tableOf(
      clinic,
      rows.filter((row) => row.clinic === clinic),
    ),
  );
  return `# Every way through a visit

Who sees which screens, in which order, and what is recorded of it: ${rows.length} visits, each fixture person in each way of proving who they are, in ${parts.length} clinics. The page is made by \`tests/visit/table.test.ts\` from the rules of the field (\`tests/support/visit/visitRules.ts\`), and the same test runs every row through the kiosk's own statechart, the virtual card and the simulated eligibility system. To make the page again: \`npx vitest run tests/visit/table.test.ts -u\`.

Screens are named as in \`data-screen\`; \`checking\` is listed where the visit is recorded. A way that cannot work for a person is not offered on \`method\`: that row ends there, with the card in the patient's hand and nothing recorded.

${parts.join('\n')}`;
}

function tableOf({ title }: Clinic, rows: readonly TableRow[]): string {
  const lines = rows.map(
    ({ person, way, plan }) =>
      `| ${person.id} | ${person.tags.join(', ')} | ${wayInWords[way]} | ${plan.screens.join(' → ')} | ${plan.problem ?? ''} | ${inWords(plan.recorded)} |`,
  );
  return `## ${title}

| person | shows | by | screens | number | recorded |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function inWords(recorded: Recorded | null): string {
  if (!recorded) return 'nothing';
  const { status, holder, consents, form, subsidies, validity, link } = recorded;
  const agreed = consents.filter(([, yes]) => yes).map(([item]) => item);
  const refused = consents.filter(([, yes]) => !yes).map(([item]) => item);
  return [
    status,
    `holder ${holder}`,
    consents.length === 0 ? 'no consent asked' : '',
    agreed.length > 0 ? `agreed: ${agreed.join(' ')}` : '',
    refused.length > 0 ? `refused: ${refused.join(' ')}` : '',
    form ? `prescription ${form}` : '',
    `subsidies ${subsidies}`,
    `insurance ${validity ?? 'not known'}`,
    `link ${link}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
