import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { KioskBrowser } from '../support/browser/browser.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { simulatedWorld } from '../support/simulator/simulatedWorld.ts';

test('the dock plays people, phones, pictures and faults', { timeout: 120_000 }, async () => {
  const { url, played, scene, faults } = await simulatedWorld({ root: await builtDock(), screenUrl: null });
  const dock = await KioskBrowser.open(url, 'landscape');
  onTestFinished(() => dock.close());
  const { page } = dock;
  page.setDefaultTimeout(30_000);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.locator('[data-person="endo-mio"]').waitFor();
  expect(await page.locator('[data-person]').count()).toBe(loadPeople(projectRoot()).length);
  expect(await page.locator('h3').allTextContents()).toContain('Subsidies (PMH)');

  await page.locator('[data-person="ogawa-emi"]').click();
  await seen(() => played).toEqual(['insert ogawa-emi']);
  expect(scene()).toEqual({ person: 'ogawa-emi' });
  await press('Take card away');
  await seen(() => played.at(-1)).toBe('remove');

  await page.locator('[data-phone="endo-mio"]').click();
  await seen(() => played.at(-1)).toBe('hold endo-mio');
  await page.locator('[data-phone="endo-mio"][aria-pressed="true"]').click();
  await seen(() => played.at(-1)).toBe('take phone away');

  await page.getByLabel('who', { exact: true }).selectOption('suzuki-ume');
  await seen(scene).toEqual({ person: 'suzuki-ume' });
  await page.getByLabel('how', { exact: true }).selectOption('tablet');
  await seen(scene).toEqual({ spoof: 'suzuki-ume', as: 'tablet' });
  await page.getByLabel('how', { exact: true }).selectOption('wear-mask');
  await seen(scene).toEqual({ person: 'suzuki-ume', script: [{ do: 'wear-mask', seconds: 20 }] });

  await page.getByLabel('service of the gateway').selectOption('subsidies');
  await press('in-progress');
  const armed = [{ target: 'gateway', kind: 'in-progress', service: 'subsidies', left: 'until-cleared' }];
  await seen(() => faults.list()).toEqual(armed);
  await page.getByText('gateway (subsidies) in-progress: until cleared').waitFor();
  await press('Clear all');
  await seen(() => faults.list()).toEqual([]);

  // Not everybody is drawn on every machine.
  expect(dock.complaints.filter((each) => !each.includes('404'))).toEqual([]);
});

/** What a press does shows a request later. */
function seen<T>(look: () => T) {
  return expect.poll(look, { timeout: 20_000 });
}

/** The dock as it is now, built into a folder of this test's own, beside the people. */
async function builtDock(): Promise<string> {
  const root = temporaryFolder();
  await build({
    configFile: join(projectRoot(), 'src', 'simulator', 'dock', 'vite.config.ts'),
    build: { outDir: join(root, 'dist', 'dock') },
    logLevel: 'error',
  });
  symlinkSync(join(projectRoot(), 'fixtures'), join(root, 'fixtures'));
  return root;
}
