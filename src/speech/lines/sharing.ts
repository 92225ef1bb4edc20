import type { ConsentItem, ConsentKinds } from '../../consent/items.ts';
import { calendarDay } from '../../screen/words/calendarDay.ts';
import type { WrittenDay } from '../../screen/words/shape/writtenDay.ts';
import { type Line, ofDay, ofVisit, ours, type Wording } from './line.ts';
import { choices, type ScriptsOf } from './script.ts';

/** The screens on which the patient decides what to share. */
export const sharingScripts: ScriptsOf<'notice' | 'consent' | 'consent-items' | 'prescription' | 'subsidy'> = {
  notice: {
    room: ({ kind, until }, words) => {
      const next = choices({ 'notice.next': words.screen.notice.next }, words);
      if (kind === null) return [ours('title', words.voice.noticeForDesk), ...next];
      const { title, lead } = words.screen.notice[kind];
      return [ours('title', title), leadOf(lead, until, words), ...next];
    },
    ear: ({ kind, until }, words) => {
      const { title, lead } = words.screen.notice[kind];
      const next = choices({ 'notice.next': words.screen.notice.next }, words);
      return [ours('title', title), leadOf(lead, until, words), ...next];
    },
  },

  consent: {
    room: ({ items, kinds, oral }, words) => {
      const { consent } = words.screen;
      const names = { 'consent.all': consent.all, 'consent.choose': consent.choose, 'consent.none': consent.none };
      return [
        ...(oral ? [ours('oral', words.screen.oral)] : []),
        ours('title', consent.title),
        ...items.map((id) => ours(`item.${id}`, sentences([itemWords(id, kinds, words).name], words))),
        ours('reassurance', consent.reassurance),
        ...choices(names, words),
      ];
    },
  },

  'consent-items': {
    room: ({ items, kinds, oral }, words) => [
      ...(oral ? [ours('oral', words.screen.oral)] : []),
      ours('title', words.screen.consentItems.title),
      ...oneByOne(
        items.map(({ id }) => ({ id, line: ours(`item.${id}`, named(id, kinds, words)) })),
        'item',
        'consent.submit',
        words.screen.consentItems,
        words,
      ),
    ],
    ear: ({ items, kinds, oral }, words) => {
      const { yes, no } = words.screen.consentItems;
      return [
        ...(oral ? [ours('oral', words.screen.oral)] : []),
        ours('title', words.screen.consentItems.title),
        ...items.flatMap(({ id, answer }) =>
          answer === null
            ? []
            : [ours(`answer.${id}`, words.voice.answered(itemWords(id, kinds, words).name, answer ? yes : no))],
        ),
        ...oneByOne(
          items.map(({ id }) => ({ id, line: ours(`item.${id}`, named(id, kinds, words)) })),
          'item',
          'consent.submit',
          words.screen.consentItems,
          words,
        ),
      ];
    },
  },

  prescription: {
    room: (_, words) => {
      const { prescription } = words.screen;
      const names = {
        'prescription.electronic': inSentences([prescription.electronic, prescription.electronicHint], words),
        'prescription.paper': inSentences([prescription.paper, prescription.paperHint], words),
      };
      return [ours('title', prescription.title), ...choices(names, words)];
    },
  },

  subsidy: {
    room: ({ state, verb, certificates }, words) => {
      const said = words.screen.subsidy.verbs[verb];
      const count = ours('count', words.voice.certificates(certificates.length));
      if (state === 'asking') {
        return [ours('title', said.title), count, ours('reassurance', said.reassurance), ...allAtOnce(verb, words)];
      }
      return [
        ours('title', said.titleEach),
        ...oneByOne(
          certificates.map(({ id }) => ({ id, line: undefined })),
          'certificate',
          'subsidy.submit',
          said,
          words,
        ),
      ];
    },
    ear: ({ state, verb, certificates }, words) => {
      const { subsidy } = words.screen;
      const said = subsidy.verbs[verb];
      const nameOf = (name: string | null) => name ?? subsidy.unnamed;
      const lines = certificates.map(({ id, name, reimbursed }) => ({
        id,
        line: ofVisit(
          `certificate.${id}`,
          sentences([nameOf(name), ...(reimbursed ? [subsidy.reimbursed] : [])], words),
        ),
      }));
      if (state === 'asking') {
        return [
          ours('title', said.title),
          ...lines.map(({ line }) => line),
          ours('reassurance', said.reassurance),
          ...allAtOnce(verb, words),
        ];
      }
      return [
        ours('title', said.titleEach),
        ...certificates.flatMap(({ id, name, answer }) =>
          answer === null
            ? []
            : [ofVisit(`answer.${id}`, words.voice.answered(nameOf(name), answer ? said.yes : said.no))],
        ),
        ...oneByOne(lines, 'certificate', 'subsidy.submit', said, words),
      ];
    },
  },
};

/** With the day until which something holds, where that is known. */
function leadOf(lead: (day: WrittenDay | null) => string, until: string | null, { language }: Wording): Line {
  const day = calendarDay(until);
  return day ? ofDay('lead', lead, day, language) : ours('lead', lead(null));
}

/** One thing of a list: what it is called, where that may be said. */
interface Asked {
  readonly id: string;
  readonly line: Line | undefined;
}

/** Where in the list one is, what is asked there, and its two answers; once all is answered, the way on. */
function oneByOne(
  list: readonly Asked[],
  action: string,
  submit: string,
  { yes, no }: { readonly yes: string; readonly no: string },
  words: Wording,
): readonly Line[] {
  const at = list.findIndex(({ id }) => words.asked === `${action}.${id}`);
  const asked = list[at];
  if (!asked) {
    return [ours('all', words.voice.allAnswered), ...choices({ [submit]: words.screen.oneByOne.submit }, words)];
  }
  const place = ours(`place.${asked.id}`, words.voice.place(at + 1, list.length));
  const answers = choices({ [`${action}.${asked.id}.yes`]: yes, [`${action}.${asked.id}.no`]: no }, words);
  // Said for each thing anew, although it is the same: the key tells them apart.
  return [
    place,
    ...(asked.line ? [asked.line] : []),
    ...answers.map((line) => ({ ...line, key: `${line.key}.${asked.id}` })),
  ];
}

function allAtOnce(verb: 'use' | 'provide', words: Wording): readonly Line[] {
  const { verbs, choose } = words.screen.subsidy;
  const isOne = !words.answers.includes('subsidy.choose');
  const names = {
    'subsidy.use': isOne ? verbs[verb].yes : verbs[verb].all,
    'subsidy.choose': choose,
    'subsidy.decline': verbs[verb].no,
  };
  return choices(names, words);
}

function named(id: ConsentItem, kinds: ConsentKinds, words: Wording): string {
  const { name, what } = itemWords(id, kinds, words);
  return sentences([name, what], words);
}

function itemWords(id: ConsentItem, kinds: ConsentKinds, { screen: { consent } }: Wording) {
  return (kinds === 'wide' && consent.wide[id]) || consent.items[id];
}

/** One after the other, with the stops of the language between them. */
function inSentences(parts: readonly string[], { voice: { stop } }: Wording): string {
  return parts.join(stop === '.' ? `${stop} ` : stop);
}

/** The same, with a stop at the end. */
function sentences(parts: readonly string[], words: Wording): string {
  return `${inSentences(parts, words)}${words.voice.stop}`;
}
