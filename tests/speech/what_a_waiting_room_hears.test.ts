import { expect, test } from 'vitest';
import { sampleNames, sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { languages, type View } from '../../src/screen/view.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';
import type { Outlet } from '../../src/speech/soundOut.ts';

const textsOf = (view: View, outlet: Outlet): readonly string[] => linesOf(view, outlet).map(({ text }) => text);

/** The same view of another patient: everything that is theirs is something else. */
function ofAnother(view: View): View {
  switch (view.screen) {
    case 'consent-items':
      return {
        ...view,
        items: view.items.map((item) => ({ ...item, answer: item.answer === null ? null : !item.answer })),
      };
    case 'subsidy':
      return {
        ...view,
        certificates: view.certificates.map((each) => ({
          ...each,
          name: '重度心身障害者医療費受給者証',
          answer: each.answer === null ? null : !each.answer,
          reimbursed: !each.reimbursed,
        })),
      };
    case 'card-number':
      return {
        ...view,
        digits: {
          birth: view.digits.birth.replace(/./g, '9'),
          expiry: view.digits.expiry.replace(/./g, '9'),
          code: view.digits.code.replace(/./g, '9'),
        },
        births: [],
      };
    case 'done':
      return {
        ...view,
        outcome: view.outcome === 'confirmed' ? 'provisional' : 'confirmed',
        reminders: [{ kind: 'reimbursed' }],
      };
    case 'staff':
      return { ...view, digitsTyped: 4 - view.digitsTyped, passcode: 'wrong', reasons: [] };
    default:
      return view;
  }
}

test.each(sampleNames)('through a loudspeaker %s says the same of every patient', (name) => {
  for (const language of languages) {
    const view = sampleView(name, language);
    expect(textsOf(ofAnother(view), 'room')).toEqual(textsOf(view, 'room'));
  }
});

const mostlyPrivate = ['consent-items-answered', 'subsidy-three', 'card-number', 'done-provisional'];

test.each(mostlyPrivate)('through headphones %s says more, and what is said differs between patients', (name) => {
  const view = sampleView(name, 'ja');
  expect(textsOf(view, 'ear').join('').length).toBeGreaterThan(textsOf(view, 'room').join('').length);
  expect(textsOf(ofAnother(view), 'ear')).not.toEqual(textsOf(view, 'ear'));
});

test('what is wrong with the insurance is said through headphones only', () => {
  const sample = sampleView('problem-insurance', 'ja');
  if (sample.screen !== 'problem') throw new Error('another screen');
  const insurance = Object.entries(catalogue).filter(([code]) => /^U-4/.test(code) && code !== 'U-402');
  expect(insurance.length).toBeGreaterThan(3);
  for (const [code, { patient, advice }] of insurance) {
    const view: View = { ...sample, code, title: { ...patient }, advice: { ...advice } };
    expect(textsOf(view, 'ear')).toContain(patient.ja);
    const aloud = textsOf(view, 'room').join(' ');
    expect(aloud).not.toContain(patient.ja);
    expect(aloud).not.toContain('保険');
  }
});

test('a card that lies badly is said to everybody: its patient must put it right', () => {
  const sample = sampleView('problem-card', 'ja');
  if (sample.screen !== 'problem') throw new Error('another screen');
  expect(textsOf(sample, 'room')).toEqual(expect.arrayContaining([sample.title.ja, sample.advice.ja]));
});

test('that money is paid back is said through headphones only', () => {
  const view = sampleView('notice-reimbursed', 'ja');
  expect(textsOf(view, 'room').join(' ')).not.toMatch(/助成|払い戻し/);
  expect(textsOf(view, 'ear').join(' ')).toMatch(/助成.*払い戻し/);
});
