import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchCommand } from '../../src/cli/face/watch.ts';
import { configSchema } from '../../src/config/schema.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

const picture = (person: string, file: string) => `FILE:${join(projectRoot(), 'fixtures', 'people', person, file)}`;

/** `face watch` at a camera that shows one picture again and again. */
async function watch(device: string, ...more: readonly string[]) {
  const words = ['watch', '--profile', 'embedded', '--seconds', '4', ...more];
  const config = () => configSchema.parse({ camera: { device } });
  const { out, complaints, exitCode } = await ranCommand(watchCommand, words, { config });
  return { lines: out.split(/(?<=\n)/), complaints, code: exitCode };
}

test('says what the configured camera sees, in numbers, and nothing about who it is', async () => {
  const { lines, complaints, code } = await watch(picture('yamada-hanako', 'frame-1.jpg'), '--json');
  expect({ complaints, code }).toEqual({ complaints: '', code: 0 });
  const [first] = lines;
  expect(JSON.parse(first ?? '{}')).toMatchObject({
    sees: 'face',
    flaw: null,
    measures: { share: expect.any(Number), pose: expect.any(Object), sharpness: expect.any(Number) },
  });
  expect(lines.join('')).not.toMatch(/yamada|embedding|landmarks/);
});

test('another camera may be named, and an empty room is said as it is', async () => {
  const room = `FILE:${join(projectRoot(), 'fixtures', 'scenes', 'empty-room.jpg')}`;
  const { lines } = await watch('/dev/video63', '--device', room);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}look-here +no-face \(\d+ ms\)\n$/);
});

test('a camera that is not there ends it with its number', async () => {
  const { complaints, code } = await watch('/dev/video63');
  expect(code).toBe(1);
  expect(complaints).toContain('U-211');
});
