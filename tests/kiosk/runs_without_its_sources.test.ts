import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByFace } from '../../scripts/kiosk/visits.ts';
import { projectRoot } from '../../src/system/paths.ts';

/** What is put on a device: the product as built, its packages, models and settings; the people for the simulator. No `src`. */
const product = ['dist', 'fixtures', 'models', 'kiosk.config.json', 'package.json', 'scripts/uketsuke'];

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-product-'));
const place = new KioskPlace(folder);
let kiosk: KioskProcess;

beforeAll(async () => {
  for (const path of product) cpSync(join(projectRoot(), path), join(folder, path), { recursive: true });
  symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'));
  kiosk = await place.start();
});

afterAll(async () => {
  await place.clear();
  rmSync(folder, { recursive: true, force: true });
});

test('the product holds the program and its browser apps, none of the scripts', () => {
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['.built-from', 'desk', 'dock', 'screen', 'src']);
});

test('every page and all it loads is there', async () => {
  const { screen, desk, simulator } = kiosk.addresses;
  const pages = [screen, new URL('/sign-in', desk).href, simulator];
  for (const page of pages) {
    const text = await bodyOf(page);
    const loaded = [...text.matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg))"/g)].map(([, path = '']) => path);
    expect(loaded.length, page).toBeGreaterThan(1);
    for (const path of loaded) expect((await bodyOf(new URL(path, page).href)).length, path).toBeGreaterThan(100);
  }
});

test('a patient is received by face: the workers, the models and the card are there', async () => {
  await visitByFace(kiosk, await kiosk.patient(), 'yamada-hanako');
});

/** What an address answers; the desk's certificate is of its own making. */
async function bodyOf(address: string): Promise<string> {
  if (!address.startsWith('https:')) {
    const answer = await fetch(address);
    expect(answer.status, address).toBe(200);
    return answer.text();
  }
  const agent = new Agent({ rejectUnauthorized: false });
  return new Promise((resolve, reject) => {
    get(address, { agent }, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(Buffer.from(part));
      expect(answer.statusCode, address).toBe(200);
      resolve(Buffer.concat(parts).toString('utf8'));
    }).on('error', reject);
  });
}
