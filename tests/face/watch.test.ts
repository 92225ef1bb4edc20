import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { watchCommand } from '../../src/cli/face/watch.ts';
import { projectRoot } from '../../src/system/paths.ts';

const picture = (person: string, file: string) => `FILE:${join(projectRoot(), 'fixtures', 'people', person, file)}`;

/** `face watch` at a camera that shows one picture again and again. */
async function watch(device: string, ...more: readonly string[]) {
  const out: string[] = [];
  const complaints: string[] = [];
  let code: number | undefined;
  const command = watchCommand({
    modelsFolder: undefined,
    camera: () => ({ device }),
    print: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    exit: (ended) => {
      code = ended;
    },
  });
  const args = ['watch', '--profile', 'embedded', '--seconds', '4', ...more];
  await new Command().addCommand(command).parseAsync(args, { from: 'user' });
  return { lines: out, complaints, code };
}

test('says what the configured camera sees, in numbers, and nothing about who it is', async () => {
  const { lines, complaints, code } = await watch(picture('yamada-hanako', 'frame-1.jpg'), '--json');
  expect({ complaints, code }).toEqual({ complaints: [], code: 0 });
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
  expect(complaints.join('')).toContain('U-211');
});

test('the command line has it', () => {
  const help = execFileSync(join(projectRoot(), 'scripts', 'uketsuke'), ['face', 'watch', '--help'], {
    encoding: 'utf8',
  });
  expect(help).toContain('how well the camera sees a face');
});
