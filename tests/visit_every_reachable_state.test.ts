import { beforeAll, describe, expect, test } from 'vitest';
import { viewSchema } from '../src/screen/view.ts';
import { createKioskMachine } from '../src/visit/machine.ts';
import { PinEntry } from '../src/visit/pinEntry.ts';
import { screenOf, viewOf } from '../src/visit/viewOf.ts';
import { reachableSituations, type Situation } from './support/reachable.ts';
import { sampleNow, samplePorts, sampleSettings } from './support/visitSamples.ts';

// Small numbers keep the walk short; more items or attempts add situations but no new ways between them.
const settings = { ...sampleSettings, faceAttempts: 1, consentItems: ['medication'] } as const;
let situations: ReadonlyMap<string, Situation>;

/** Every situation for which `broken` says so, as text a person can read. */
function offenders(broken: (situation: Situation) => boolean): string[] {
  return [...situations.values()].filter(broken).map(({ key }) => key);
}

const inVisit = ({ snapshot }: Situation) => snapshot.matches({ visit: 'attending' });
const beyondIdentity = ({ snapshot }: Situation) =>
  snapshot.matches({ visit: { attending: { progress: 'sharing' } } }) ||
  snapshot.matches({ visit: { attending: { progress: 'done' } } });

beforeAll(() => {
  const pinEntry = new PinEntry();
  for (const digit of [1, 2, 3, 4]) pinEntry.type(digit);
  situations = reachableSituations(createKioskMachine(samplePorts({ pinEntry }), settings));
});

describe('in every situation the kiosk can get into', () => {
  test('there are many of them, and all of the screens are among them', () => {
    const screens = new Set([...situations.values()].map(({ snapshot }) => screenOf(snapshot)));
    expect([...screens].sort()).toEqual(
      [
        'checking',
        'consent',
        'consent-items',
        'done',
        'face',
        'idle',
        'method',
        'out-of-service',
        'pin',
        'problem',
        'reading',
        'take-card',
      ].sort(),
    );
    expect(situations.size).toBeGreaterThan(300);
  });

  test('nothing is asked, checked, recorded or shown as done without proven identity', () => {
    expect(offenders((each) => beyondIdentity(each) && !each.snapshot.context.visit?.holder)).toEqual([]);
  });

  test('there is no private data outside a visit, and none is missing inside', () => {
    expect(offenders((each) => inVisit(each) !== (each.snapshot.context.visit !== null))).toEqual([]);
  });

  test('done is shown only after the commit was acknowledged', () => {
    const early = [...situations.values()].flatMap(({ snapshot, next }) =>
      next
        .filter(({ to }) => {
          const target = situations.get(to);
          return target && screenOf(target.snapshot) === 'done' && screenOf(snapshot) !== 'done';
        })
        .map(({ event }) => event.type),
    );
    expect(new Set(early)).toEqual(new Set(['xstate.done.actor.recordReception']));
  });

  test('a reception is recorded only with an answer for every item that was asked', () => {
    const recording = { visit: { attending: { progress: { sharing: 'recording' } } } } as const;
    expect(
      offenders(
        ({ snapshot }) =>
          snapshot.matches(recording) && settings.consentItems.some((item) => !snapshot.context.visit?.consents[item]),
      ),
    ).toEqual([]);
  });

  test('the screen is a good view that never holds a certificate, a challenge or a signature', () => {
    for (const { snapshot } of situations.values()) {
      const view = viewOf(snapshot, { pinDigits: 4, guidance: 'look-here', now: sampleNow }, settings);
      expect(viewSchema.safeParse(view).error).toBeUndefined();
      expect(JSON.stringify(view)).not.toMatch(/0a1b2c|見本|challenge|signature|certificate/);
    }
  });

  test('a pulled card, a lost reader and giving up each end the visit, unless it is being recorded or done', () => {
    const recorded = (each: Situation) =>
      each.snapshot.matches({ visit: { attending: { progress: { sharing: 'recording' } } } });
    const stays = (each: Situation, type: string) =>
      each.next.some(({ event, to }) => {
        const target = situations.get(to);
        return event.type === type && target !== undefined && inVisit(target);
      });
    expect(offenders((each) => inVisit(each) && !recorded(each) && stays(each, 'card.removed'))).toEqual([]);
    expect(offenders((each) => inVisit(each) && stays(each, 'reader.lost'))).toEqual([]);
    expect(offenders((each) => inVisit(each) && stays(each, 'cancel'))).toEqual([]);
  });

  test('a problem screen always has its number', () => {
    expect(offenders(({ snapshot }) => screenOf(snapshot) === 'problem' && !snapshot.context.problem)).toEqual([]);
  });

  test('there is a way back to a kiosk that is free for the next patient', () => {
    const free = [...situations.values()].filter(({ snapshot }) =>
      snapshot.matches({ visit: 'idle', service: 'inService', card: 'absent' }),
    );
    const comesFrom = new Map<string, string[]>();
    for (const { key, next } of situations.values()) {
      for (const { to } of next) comesFrom.set(to, [...(comesFrom.get(to) ?? []), key]);
    }
    const able = new Set(free.map(({ key }) => key));
    const open = [...able];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      for (const before of comesFrom.get(key) ?? []) {
        if (able.has(before)) continue;
        able.add(before);
        open.push(before);
      }
    }
    expect(offenders(({ key }) => !able.has(key))).toEqual([]);
  });
});
