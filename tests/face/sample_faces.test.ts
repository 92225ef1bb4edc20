import { expect, test } from 'vitest';
import { sampleFacesIn, trySampleFaces } from '../../src/face/sampleFaces.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const never = new AbortController().signal;

test('the two who come with the program are told apart, and it is seen where they are not', async () => {
  const files = sampleFacesIn(projectRoot());
  if (!files) throw new Error('the pictures are missing');
  const tried = await trySampleFaces({ profile: 'embedded' }, files, never);
  expect(tried).toMatchObject({ ok: true, value: { areToldApart: true, ms: expect.any(Number) } });
  const swapped = { ...files, same: files.other, other: files.same };
  expect(await trySampleFaces({ profile: 'embedded' }, swapped, never)).toMatchObject({
    ok: true,
    value: { areToldApart: false },
  });
  const faceless = await trySampleFaces({ profile: 'embedded' }, { ...files, same: files.photo }, AbortSignal.abort());
  expect(faceless.ok).toBe(false);
  expect(sampleFacesIn(temporaryFolder())).toBeUndefined();
});
