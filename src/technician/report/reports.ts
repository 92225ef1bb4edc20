import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { failed, ok, type Result } from '../../problem/result.ts';
import { createPrivateFile, makePrivateFolder } from '../../storage/privateFile.ts';
import type { SessionRecord } from '../record.ts';
import { type Readiness, readinessOf, type SignedReport, signedReportSchema } from './readiness.ts';
import { type ReportSigner, signReport } from './signed.ts';

/** The folder of the reports in the data folder. */
export function reportsFolder(dataFolder: string): string {
  return join(dataFolder, 'reports');
}

/** What is kept of what technicians found: a file for each report, never changed. */
export class KeptReports {
  private readonly folder: string;
  private readonly signer: () => Result<ReportSigner>;

  constructor(folder: string, signer: () => Result<ReportSigner>) {
    this.folder = folder;
    this.signer = signer;
  }

  /** Signs and writes one. Errors: U-630. */
  keep(session: SessionRecord, device: Readiness['device']): Result<SignedReport> {
    const signer = this.signer();
    if (!signer.ok) return failed('U-630', signer.problem.detail ?? signer.problem.code);
    const signed = signReport(readinessOf(session, uuid(), device), signer.value);
    try {
      makePrivateFolder(this.folder);
      createPrivateFile(this.fileOf(signed.report.id), Buffer.from(`${JSON.stringify(signed, null, 1)}\n`, 'utf8'));
      return ok(signed);
    } catch (error) {
      return failed('U-630', error instanceof Error ? error.message : undefined);
    }
  }

  /** Ids, the newest first. */
  ids(): readonly string[] {
    try {
      return readdirSync(this.folder)
        .flatMap((name) => /^([0-9a-f-]{36})\.json$/.exec(name)?.[1] ?? [])
        .toSorted()
        .toReversed();
    } catch {
      return [];
    }
  }

  /** Errors: U-630 there is none of this id, or it is no report. */
  read(id: string): Result<SignedReport> {
    return readReport(this.fileOf(id));
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

/** A report in a file. Errors: U-630. */
export function readReport(file: string): Result<SignedReport> {
  try {
    return ok(signedReportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch {
    return failed('U-630', `${file} is no report that can be read`);
  }
}
