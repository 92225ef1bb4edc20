import type { MeasuredRow } from '../../benchView.ts';

const verdicts = { yes: '✓', no: '✗', none: '' } as const;

/** What was measured, against which limit, and whether it is within. */
export function Rows({ rows }: { readonly rows: readonly MeasuredRow[] }) {
  if (rows.length === 0) return null;
  return (
    <table class="bench-rows">
      <tbody>
        {rows.map(({ says, value, limit, ok }) => {
          const verdict = ok === null ? 'none' : ok ? 'yes' : 'no';
          return (
            <tr key={says} data-ok={verdict}>
              <th scope="row">{says}</th>
              <td>{value}</td>
              <td>{limit}</td>
              <td>{verdicts[verdict]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
