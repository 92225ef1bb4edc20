import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, it, onTestFinished } from 'vitest';
import { loadPeople } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';
import { KioskBrowser } from './support/browser.ts';
import { temporaryFolder } from './support/queue.ts';
import { simulatedWorld } from './support/simulatedWorld.ts';

it('the dock plays people, phones, pictures and faults', async () => {
  const { url, played, scene, faults } = await simulatedWorld({ root: await builtDock(), screenUrl: null });
  const dock = await KioskBrowser.open(url, 'landscape');
  onTestFinished(() => dock.close());
  const { page } = dock;
  page.setDefaultTimeout(10_000);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.locator('[data-person="endo-mio"]').waitFor();
  expect(await page.locator('[data-person]').count()).toBe(loadPeople(projectRoot()).length);
  expect(await page.locator('h3').allTextContents()).toContain('Subsidies (PMH)');

  await page.locator('[data-person="ogawa-emi"]').click();
  await expect.poll(() => played).toEqual(['insert ogawa-emi']);
  expect(scene()).toEqual({ person: 'ogawa-emi' });
  await press('Take card away');
  await expect.poll(() => played.at(-1)).toBe('remove');

  await page.locator('[data-phone="endo-mio"]').click();
  await expect.poll(() => played.at(-1)).toBe('hold endo-mio');
  await page.locator('[data-phone="endo-mio"][aria-pressed="true"]').click();
  await expect.poll(() => played.at(-1)).toBe('take phone away');

  await page.getByLabel('who', { exact: true }).selectOption('suzuki-ume');
  await expect.poll(scene).toEqual({ person: 'suzuki-ume' });
  await page.getByLabel('how', { exact: true }).selectOption('tablet');
  await expect.poll(scene).toEqual({ spoof: 'suzuki-ume', as: 'tablet' });
  await page.getByLabel('how', { exact: true }).selectOption('wear-mask');
  await expect.poll(scene).toEqual({ person: 'suzuki-ume', script: [{ do: 'wear-mask', seconds: 20 }] });

  await page.getByLabel('service of the gateway').selectOption('subsidies');
  await press('in-progress');
  const armed = [{ target: 'gateway', kind: 'in-progress', service: 'subsidies', left: 'until-cleared' }];
  await expect.poll(() => faults.list()).toEqual(armed);
  await page.getByText('gateway (subsidies) in-progress: until cleared').waitFor();
  await press('Clear all');
  await expect.poll(() => faults.list()).toEqual([]);

  // Not everybody is drawn on every machine.
  expect(dock.complaints.filter((each) => !each.includes('404'))).toEqual([]);
});

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
