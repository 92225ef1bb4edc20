import { setTimeout as sleep } from 'node:timers/promises';
import type { Qmp } from './qmp.ts';

/** A place on the screen, each from 0 (left, top) to 1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const wholeScreen = 0x7fff;
/** An emulated machine draws a few pictures a second: a shorter press is over before it was seen. */
const holdMs = 1_500;
const arriveMs = 1_000;

/** Presses Enter on the keyboard. */
export async function pressEnter(qmp: Qmp): Promise<void> {
  await pressTogether(qmp, ['ret']);
}

/** Presses keys of the keyboard together. @param keys as QEMU calls them, such as `ctrl`, `alt`, `delete` */
export async function pressTogether(qmp: Qmp, keys: readonly string[]): Promise<void> {
  await qmp.ask('send-key', { keys: keys.map((data) => ({ type: 'qcode', data })) });
}

/** Types small letters on the keyboard, as slowly as an emulated machine takes them. */
export async function typeLetters(qmp: Qmp, letters: string): Promise<void> {
  for (const letter of letters) {
    await pressTogether(qmp, [letter]);
    await sleep(arriveMs);
  }
}

/** Presses the screen as a finger does, by way of a USB tablet. */
export async function press(qmp: Qmp, { x, y }: Place): Promise<void> {
  const axis = (name: string, at: number) => ({
    type: 'abs',
    data: { axis: name, value: Math.round(Math.min(1, Math.max(0, at)) * wholeScreen) },
  });
  const button = (down: boolean) => ({ type: 'btn', data: { down, button: 'left' } });
  await qmp.ask('input-send-event', { events: [axis('x', x), axis('y', y)] });
  await sleep(arriveMs);
  await qmp.ask('input-send-event', { events: [button(true)] });
  await sleep(holdMs);
  await qmp.ask('input-send-event', { events: [button(false)] });
}
