import { z } from 'zod';
import { type Weekday, weekdays } from '../../kernel/weeklyHours.ts';
import { type Draft, isSaid, valueIn } from '../draft.ts';
import { type Field, right, type SetUpStep, tickedIn, typedIn, wrong } from '../step.ts';

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
};

const hoursSchema = z.array(z.object({ days: z.array(z.enum(weekdays)), from: z.string(), to: z.string() }));
type Hours = z.infer<typeof hoursSchema>;

/** Days that are alike: most clinics have whole days and half days. */
const groups = [
  {
    name: 'whole',
    label: '午前も午後もある日',
    usual: ['mon', 'tue', 'wed', 'fri'],
    spans: [
      ['09:00', '12:30'],
      ['14:30', '18:00'],
    ],
  },
  { name: 'half', label: '午前だけの日', usual: ['thu', 'sat'], spans: [['09:00', '12:30']] },
] as const;

export const hours: SetUpStep = {
  id: 'hours',
  title: '診療時間',
  question: '診療時間を教えてください',
  why: '時間の外では、待ち受けの画面を暗くします。暗い間も、画面に触れるかカードを置けば受付できます。',
  owns: ['screen.hours'],
  skip: '画面はいつも明るいままです。',
  risks: ['U-741'],
  fields: (draft) => groups.flatMap((group): readonly Field[] => fieldsOf(group, draft)),
  answer(typed) {
    const made: Hours = [];
    for (const group of groups) {
      const days = weekdays.filter((day) => tickedIn(typed, `${group.name}-days`).includes(day));
      for (const [at] of group.spans.entries()) {
        const [from, to] = [typedIn(typed, `${group.name}-from-${at}`), typedIn(typed, `${group.name}-to-${at}`)];
        if (days.length === 0 || (from === '' && to === '')) continue;
        if (!isTime(from)) return wrong(`${group.name}-from-${at}`, '「9:00」のように入力してください。');
        if (!isTime(to)) return wrong(`${group.name}-to-${at}`, '「18:00」のように入力してください。');
        if (padded(from) >= padded(to))
          return wrong(`${group.name}-to-${at}`, '終わりは、始まりより後の時刻にしてください。');
        made.push({ days, from: padded(from), to: padded(to) });
      }
    }
    return right({ 'screen.hours': made.length === 0 ? undefined : made });
  },
};

function fieldsOf({ name, label, usual, spans }: (typeof groups)[number], draft: Draft): readonly Field[] {
  const kept = keptIn(draft);
  // What was answered before is shown again: whole days are those with as many spans.
  const dayOf = (day: Weekday) => kept?.filter(({ days }) => days.includes(day)) ?? [];
  const days = kept ? weekdays.filter((day) => dayOf(day).length === spans.length) : usual;
  const [first] = days;
  return [
    {
      kind: 'several',
      name: `${name}-days`,
      label,
      value: days,
      choices: weekdays.map((day) => ({ value: day, label: dayNames[day] })),
    },
    ...spans.flatMap(([from, to], at): readonly Field[] => {
      const span = kept && first !== undefined ? dayOf(first)[at] : undefined;
      const half = at === 0 ? '午前' : '午後';
      return [
        {
          kind: 'line',
          name: `${name}-from-${at}`,
          label: `${half}の始まり`,
          value: span?.from ?? from,
          input: 'time',
        },
        { kind: 'line', name: `${name}-to-${at}`, label: `${half}の終わり`, value: span?.to ?? to, input: 'time' },
      ];
    }),
  ];
}

function keptIn(draft: Draft): Hours | undefined {
  if (!isSaid(draft, 'screen.hours')) return undefined;
  const parsed = hoursSchema.safeParse(valueIn(draft, 'screen.hours'));
  return parsed.success ? parsed.data : undefined;
}

function isTime(text: string): boolean {
  return /^([01]?\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}

function padded(time: string): string {
  return time.padStart(5, '0');
}
