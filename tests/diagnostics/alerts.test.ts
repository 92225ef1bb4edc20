import { describe, expect, test } from 'vitest';
import { Alerting, type FiringAlert } from '../../src/diagnostics/alerts/alerting.ts';
import { mailOf } from '../../src/diagnostics/alerts/mail.ts';
import { type AlertMessage, mostADay, Notifier } from '../../src/diagnostics/alerts/notifier.ts';
import { alertRules, names, untold } from '../../src/diagnostics/alerts/rules.ts';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import type { CheckFault } from '../../src/diagnostics/check.ts';
import type { CheckFinding } from '../../src/diagnostics/report.ts';

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.parse('2026-04-01T12:00:00+09:00');

const finding = (id: string): CheckFinding => ({
  id,
  number: 'U-104',
  severity: 'warning',
  says: `${id} です`,
  next: '確認してください。',
});
const everyFault = allChecks.flatMap(({ id, faults }) => Object.keys(faults).map((name) => `${id}.${name}`));
const report = (...ids: readonly string[]) => ({
  findings: ids.map(finding),
  checks: allChecks.map(({ id }) => ({ id, ok: true, ms: 1, values: {} })),
});

test('each fault of the catalogue is told by one rule, or by none for a reason; no rule names what is none', () => {
  const told = (id: string) => alertRules.filter(({ of }) => names(of, id)).length + Number(untold.includes(id));
  expect(everyFault.filter((id) => told(id) !== 1)).toEqual([]);
  const patterns = [...alertRules.flatMap(({ of }) => of), ...untold];
  expect(patterns.filter((pattern) => !everyFault.some((id) => names([pattern], id)))).toEqual([]);
});

/** Written down a second time: how long each must stand, and whether it is said at night. */
const wanted: Readonly<Record<string, readonly [severity: string, minutes: number]>> = {
  'out-of-service': ['critical', 5],
  reader: ['critical', 5],
  recording: ['critical', 0],
  clock: ['critical', 10],
  line: ['warning', 15],
  'set-up': ['warning', 0],
  delivery: ['warning', 30],
  camera: ['warning', 0],
  wear: ['warning', 30],
  brought: ['warning', 0],
  soon: ['warning', 0],
  beside: ['warning', 30],
};

/** What an alert is about follows from what the catalogue says of the fault; exceptions are named. */
const about: Readonly<Record<string, (fault: CheckFault, id: string) => boolean>> = {
  'what turns patients away wakes somebody': ({ severity, symptom }) =>
    severity === 'critical' && symptom === 'out-of-service',
  'what is about a disk or the queue is told': ({ severity, part }) =>
    severity === 'critical' && ['disk', 'queue', 'audit'].includes(part),
  'a set-up that is wrong waits for nobody': ({ severity, part, symptom }, id) =>
    ['configuration', 'files'].includes(part) && severity !== 'notice' && symptom !== 'out-of-service' && id !== '',
};

test('the rules are as they were meant, whatever the catalogue says anew', () => {
  expect(Object.fromEntries(alertRules.map((rule) => [rule.id, [rule.severity, rule.afterMs / minute]]))).toEqual(
    wanted,
  );
  const faults = allChecks.flatMap(({ id, faults: own }) =>
    Object.entries(own).map(([name, fault]) => ({ id: `${id}.${name}`, fault })),
  );
  const ruleOf = (id: string) => alertRules.find(({ of }) => names(of, id));
  const of = (name: string) => faults.filter(({ id, fault }) => about[name]?.(fault, id)).map(({ id }) => id);
  expect(of('what turns patients away wakes somebody').filter((id) => ruleOf(id)?.severity !== 'critical')).toEqual([]);
  expect(of('what is about a disk or the queue is told').filter((id) => ruleOf(id)?.id !== 'recording')).toEqual([]);
  expect(of('a set-up that is wrong waits for nobody').filter((id) => ruleOf(id)?.id !== 'set-up')).toEqual([]);
});

test.each(alertRules)('$id fires with each of its faults once it has stood, and is quiet without', (rule) => {
  for (const id of everyFault.filter((each) => names(rule.of, each))) {
    const alerting = new Alerting(alertRules);
    alerting.see(report(), noon);
    expect(alerting.firing(noon + 24 * hour)).toEqual([]);
    alerting.see(report(id), noon);
    if (rule.afterMs > 0) expect(alerting.firing(noon + rule.afterMs - 1)).toEqual([]);
    expect(alerting.firing(noon + rule.afterMs)).toEqual([{ rule, since: noon, findings: [finding(id)] }]);
    alerting.see({ findings: [], checks: [] }, noon + rule.afterMs);
    expect(alerting.firing(noon + rule.afterMs)).toHaveLength(1);
    alerting.see(report(), noon + rule.afterMs);
    expect(alerting.firing(noon + 24 * hour)).toEqual([]);
  }
});

describe('clinic IT', () => {
  const fires = (id: string): FiringAlert => {
    const rule = alertRules.find((each) => each.id === id);
    if (!rule) throw new Error(`no rule ${id}`);
    return { rule, since: noon, findings: [finding('reader.none')] };
  };
  const [outOfService, line] = [fires('out-of-service'), fires('line')];
  const listening = (quiet = { from: '', to: '' }) => {
    const sent: AlertMessage[] = [];
    return { sent, notifier: new Notifier({ kiosk: 'kiosk-1', quiet, send: (message) => sent.push(message) }) };
  };
  const rulesOf = (messages: readonly AlertMessage[]) =>
    messages.map(({ alerts, over }) => [...alerts.map(({ rule }) => rule), ...over.map((id) => `-${id}`)].join(' '));

  test('is told when it begins, once a day while it stands, and when it is over', () => {
    const { sent, notifier } = listening();
    for (let at = 0; at < 50 * hour; at += 5 * minute) notifier.look([line], noon + at);
    notifier.look([], noon + 50 * hour);
    expect(rulesOf(sent)).toEqual(['line', 'line', 'line', '-line']);
  });

  test('is not stormed: what comes and goes rests for hours, and a day has its bound', () => {
    const { sent, notifier } = listening();
    for (let at = 0; at < 24 * hour; at += 5 * minute) notifier.look(at % (10 * minute) === 0 ? [line] : [], noon + at);
    expect(rulesOf(sent).filter((each) => each === 'line')).toHaveLength(4);
    const busy = listening();
    for (const [at, rule] of Array.from({ length: 50 }, (_, at) => [at, { ...line.rule, id: `rule-${at}` }] as const)) {
      busy.notifier.look([{ ...line, rule }], noon + at * minute);
    }
    expect(busy.sent).toHaveLength(mostADay);
  });

  test('sleeps in quiet hours unless patients are turned away; what still stands is said in the morning', () => {
    const { sent, notifier } = listening({ from: '20:00', to: '07:00' });
    const at = (time: string) => Date.parse(`2026-04-02T${time}:00+09:00`);
    notifier.look([line], at('02:00'));
    expect(sent).toEqual([]);
    notifier.look([line, outOfService], at('02:05'));
    notifier.look([line, outOfService], at('07:00'));
    expect(rulesOf(sent)).toEqual(['out-of-service', 'line']);
  });

  test('reads a mail that says what is wrong and what to do', () => {
    const { sent, notifier } = listening();
    notifier.look([outOfService, line], noon);
    const [message] = sent;
    const mail = message && mailOf(message);
    expect(mail?.subject).toBe('[受付機 kiosk-1] 受付機が受付を止めています ほか1件');
    expect(mail?.text).toContain('・U-104 reader.none です\n　確認してください。');
  });
});
