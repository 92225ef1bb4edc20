import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { singly } from '../../src/desk/accounts/failedSignIns.ts';
import { DeskClient, type TestDesk, testDesk } from '../support/desk/desk.ts';

/** A machine in the network with as many addresses as it likes: an agent for the one of this number. */
function fromAddress(desk: TestDesk, number: number): Agent {
  const ca = readFileSync(join(desk.store.folder, 'certificate.pem'));
  const agent = new Agent({ keepAlive: true, ca, localAddress: `127.0.3.${number}` });
  onTestFinished(() => agent.destroy());
  return agent;
}

test('passwords tried from many addresses are each refused, and do not make the trail long', async () => {
  const desk = await testDesk();
  const tries = singly.burst + 6;
  let stranger = desk.client();
  for (let at = 0; at < tries; at += 1) {
    // One address may try twenty in a minute.
    if (at % 18 === 0) stranger = new DeskClient(desk.url, fromAddress(desk, 1 + at / 18));
    const answer = await stranger.post('/api/sign-in', { name: `nobody ${at}`, password: 'a guess' });
    expect(answer.status).toBe(401);
  }
  const failures = () => desk.audit.events.flatMap((each) => (each.type === 'desk.sign-in-failed' ? [each] : []));
  expect(failures()).toHaveLength(singly.burst + 1);
  await desk.close();
  expect(failures().at(-1)).toEqual({ type: 'desk.sign-in-failed', why: 'unknown-account', times: 5 });
});

/** An open stream of events, as a page has it. */
async function stream(desk: TestDesk, cookies: ReadonlyMap<string, string>, agent: Agent): Promise<IncomingMessage> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const asked = request(new URL('/api/kiosk/events', desk.url), { agent, headers: { cookie } });
  asked.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  // Whoever ends it, it is no error of the test's.
  answer.on('error', () => undefined);
  onTestFinished(() => void answer.destroy());
  return answer;
}

test('twelve streams of one person at once leave room for a colleague’s', async () => {
  const desk = await testDesk();
  const [greedy, other] = [await desk.signedIn(), await desk.signedIn()];
  const agent = fromAddress(desk, 1);
  const streams = await Promise.all(Array.from({ length: 12 }, () => stream(desk, greedy.cookies, agent)));
  const open = new Set(streams);
  for (const each of streams) each.resume().once('close', () => open.delete(each));
  await expect.poll(() => open.size, { timeout: 5_000 }).toBe(8);
  const theirs = await stream(desk, other.cookies, fromAddress(desk, 2));
  theirs.setEncoding('utf8');
  let heard = '';
  theirs.on('data', (text: string) => {
    heard += text;
  });
  desk.kiosk.put({ screen: 'face' });
  await expect.poll(() => heard).toContain('"screen":"face"');
});

test('who opens a stream and does not read is let go, and keeps nobody from hearing', async () => {
  const desk = await testDesk();
  const staff = await desk.signedIn();
  const lazy = await stream(desk, staff.cookies, fromAddress(desk, 1));
  lazy.pause();
  // More than the system holds between two programs.
  const long = 12 * 1024 * 1024;
  desk.kiosk.put({ screen: 'x'.repeat(long) });
  desk.kiosk.put({ screen: 'idle' });
  const heard = await stream(desk, staff.cookies, fromAddress(desk, 2));
  heard.setEncoding('utf8');
  const isTold = new Promise<void>((resolve) => {
    heard.on('data', (text: string) => text.includes('"screen":"idle"') && resolve());
  });
  await isTold;
  // It is let go with the second of the news, half a second after the first.
  const ended = new Promise((resolve) => lazy.once('close', resolve));
  await delay(1_500);
  let missed = 0;
  lazy.resume().on('data', (part: Buffer) => {
    missed += part.length;
  });
  await ended;
  expect(missed).toBeLessThan(long);
});
