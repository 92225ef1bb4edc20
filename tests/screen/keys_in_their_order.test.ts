import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import type { KeyPress } from '../../src/screen/keypad/keypad.ts';
import { connectLine, PressLimits } from '../../src/screen/line.ts';
import type { PatientScreen } from '../../src/screen/patientScreen.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As many as may come at once before they come faster than anybody presses. */
const burst = 40;

/** A browser's line, and the keys that get through to the screen, `down` or `up`. */
function line() {
  const through: string[] = [];
  const screen: PatientScreen = {
    view: () => sampleView('idle', 'ja'),
    onView: () => () => undefined,
    onFrame: () => () => undefined,
    onPress: () => () => undefined,
    press: () => true,
    tell: () => true,
    key: ({ code, up }: KeyPress) => through.push(`${code} ${up ? 'up' : 'down'}`) > 0,
  };
  const socket = Object.assign(new EventEmitter(), {
    bufferedAmount: 0,
    send: () => undefined,
    close: () => undefined,
  });
  connectLine({
    socket: socket as unknown as WebSocket,
    screen,
    limits: new PressLimits(),
    onPainted: () => undefined,
    onAbuse: () => undefined,
  });
  const says = (key: string, up: boolean) => socket.emit('message', Buffer.from(JSON.stringify({ key, up })), false);
  return { through, says };
}

test('a key that has to wait goes down before it comes up: otherwise it would be held for ever', () => {
  const { through, says } = line();
  for (let press = 0; press < burst; press += 1) {
    says('Space', false);
    says('Space', true);
  }
  through.length = 0;
  says('Space', false);
  says('Space', true);
  expect(through).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(through).toEqual(['Space down', 'Space up']);
});

test('a key that was down already comes up at once, and the newest that waits goes with its own end', () => {
  const { through, says } = line();
  for (let press = 0; press < burst; press += 1) says('NumpadAdd', false);
  through.length = 0;
  says('Numpad1', false);
  says('Numpad1', true);
  says('Numpad2', false);
  says('NumpadAdd', true);
  says('Numpad2', true);
  expect(through).toEqual(['NumpadAdd up']);
  vi.advanceTimersByTime(1_000);
  expect(through).toEqual(['NumpadAdd up', 'Numpad2 down', 'Numpad2 up']);
});
