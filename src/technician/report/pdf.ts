import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { second } from '../../kernel/durations.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { reportDocument } from './page.ts';
import type { SignedReport } from './readiness.ts';

const run = promisify(execFile);

/** Names under which the browser of a kiosk is installed. */
const browsers = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** A cold start of a browser on a small machine, milliseconds. */
const limitMs = 60 * second;

/**
 * The report as a PDF, printed by the browser that is there for the patient screen: another one, without a window, that
 * reads one file and ends. Errors: U-630 there is none, or it does not print.
 */
export async function reportPdf(signed: SignedReport): Promise<Result<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-report-'));
  try {
    const [page, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
    await writeFile(page, reportDocument(signed).text, { mode: 0o600 });
    const asRoot = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];
    const options = [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(folder, 'browser')}`,
      `--print-to-pdf=${pdf}`,
      ...asRoot,
      pathToFileURL(page).href,
    ];
    let why = 'no browser is installed';
    for (const browser of browsers) {
      try {
        await run(browser, options, { timeout: limitMs });
        return ok(await readFile(pdf));
      } catch (error) {
        const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!isMissing) why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      }
    }
    return failed('U-630', why);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
