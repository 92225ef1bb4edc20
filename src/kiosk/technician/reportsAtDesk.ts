import type { DeskReports } from '../../desk/ports.ts';
import { ok } from '../../problem/result.ts';
import { reportBody } from '../../technician/report/page.ts';
import { reportPdf } from '../../technician/report/pdf.ts';
import type { KeptReports } from '../../technician/report/reports.ts';

/** The reports of technicians, for staff: as a page, as a file that can be checked, as a PDF. */
export function reportsAtDesk(reports: KeptReports): DeskReports {
  return {
    list: () =>
      reports.ids().flatMap((id) => {
        const kept = reports.read(id);
        if (!kept.ok) return [];
        const { by, to, ready } = kept.value.report;
        return [{ id, by: by.name, at: Date.parse(to), ready }];
      }),
    page(id) {
      const kept = reports.read(id);
      return kept.ok ? ok(reportBody(kept.value)) : kept;
    },
    file(id) {
      const kept = reports.read(id);
      return kept.ok ? ok(`${JSON.stringify(kept.value, null, 1)}\n`) : kept;
    },
    async pdf(id) {
      const kept = reports.read(id);
      return kept.ok ? reportPdf(kept.value) : kept;
    },
  };
}
