import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type ModeLimits, Modes } from '../../src/desk/mode/modes.ts';
import { openDeskStore } from '../../src/desk/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { testAudit, testClock, testDesk } from '../support/desk/desk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const hour = 3_600_000;

function openedModes(options: { folder?: string; clock?: ReturnType<typeof testClock>; limits?: ModeLimits } = {}) {
  const { folder = join(temporaryFolder(), 'desk'), clock = testClock() } = options;
  const store = unwrap(openDeskStore(folder, clock.now));
  const audit = testAudit();
  const modes = unwrap(Modes.open({ store, audit, ...(options.limits ? { limits: options.limits } : {}) }));
  const close = () => {
    modes.close();
    if (store.database.open) store.close();
  };
  onTestFinished(close);
  return { folder, clock, audit, modes, store, close };
}

test('a mode says who opened it and why, until staff end it', () => {
  const { modes, audit } = openedModes();
  expect(modes.current()).toEqual({ kind: 'ordinary' });
  unwrap(modes.begin('disaster', 's-1', '地震のため'));
  expect(modes.current()).toEqual({ kind: 'disaster', staff: 's-1', reason: '地震のため' });
  unwrap(modes.end('s-2'));
  expect(modes.current()).toEqual({ kind: 'ordinary' });
  // The reason is somebody's own words: it is with the receptions, not in the trail.
  expect(audit.events).toEqual([
    { type: 'mode.disaster.begun', staff: 's-1' },
    { type: 'mode.ended', mode: 'disaster', staff: 's-2' },
  ]);
});

test.each([
  ['disaster', 72],
  ['emergency', 1],
] as const)('%s mode ends by itself after %i hours', (kind, hours) => {
  const { modes, clock } = openedModes();
  unwrap(modes.begin(kind, 's-1', '理由'));
  clock.advance(hours * hour - 1);
  expect(modes.current().kind).toBe(kind);
  clock.advance(1);
  expect(modes.current()).toEqual({ kind: 'ordinary' });
});

test('the end by the clock is recorded, with nobody’s name, and told', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const clock = { now: () => Date.now(), advance: () => undefined };
  const { modes, audit } = openedModes({ clock, limits: { disaster: 5 * hour, emergency: hour } });
  const told = vi.fn();
  modes.onChange(told);
  unwrap(modes.begin('emergency', 's-1', '理由'));
  expect(told).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(hour + 1);
  expect(audit.events.at(-1)).toEqual({ type: 'mode.ended', mode: 'emergency' });
  expect(told).toHaveBeenCalledTimes(2);
});

test('a restart changes nothing; what was over by then ends, once', () => {
  const before = openedModes();
  unwrap(before.modes.begin('emergency', 's-1', '理由'));
  before.close();
  before.clock.advance(hour / 2);
  const after = openedModes(before);
  expect(after.modes.current()).toEqual({ kind: 'emergency', staff: 's-1', reason: '理由' });
  expect(after.audit.events).toEqual([]);
  after.close();
  before.clock.advance(hour);
  const late = openedModes(before);
  expect(late.modes.current()).toEqual({ kind: 'ordinary' });
  expect(late.audit.events).toEqual([{ type: 'mode.ended', mode: 'emergency' }]);
  late.close();
  expect(openedModes(before).audit.events).toEqual([]);
});

test('a second mode is not opened over the first, and none that leaves no record', () => {
  const { modes, audit } = openedModes();
  audit.full = true;
  expect(modes.begin('disaster', 's-1', '理由')).toMatchObject({ ok: false, problem: { code: 'U-507' } });
  expect(modes.current()).toEqual({ kind: 'ordinary' });
  audit.full = false;
  unwrap(modes.begin('disaster', 's-1', '理由'));
  expect(unwrap(modes.begin('emergency', 's-2', '別の理由'))).toEqual({ kind: 'open-already' });
  expect(modes.current().kind).toBe('disaster');
});

test('a mode is opened and ended at the desk, and every page says so', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  expect((await client.post('/api/mode/open', { kind: 'disaster', reason: ' ' })).status).toBe(400);
  await client.submit('/mode', '/api/mode/open', { kind: 'disaster', reason: '台風のため' });
  expect((await client.get('/')).text).toContain('災害時モード');
  expect((await client.get('/mode')).text).toContain('台風のため');
  expect((await client.get('/api/mode')).json()).toMatchObject({ open: { kind: 'disaster', staff: client.staff } });
  expect((await client.post('/api/mode/open', { kind: 'emergency', reason: '理由' })).status).toBe(409);
  await client.submit('/mode', '/api/mode/end', {});
  expect((await client.get('/api/mode')).json()).toEqual({ open: null });
});
