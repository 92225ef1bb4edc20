import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { classifyByTime } from '../../src/card/certificateClass.ts';
import { compareLink } from '../../src/reception/link/compareLink.ts';
import { isReimbursed } from '../../src/reception/subsidy.ts';
import { openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { grouped, groups } from '../../src/simulator/dock/groups.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';

const people = loadPeople(projectRoot());
const institution = '1311234567';

/** What the list of fixture people promises, and how it shows in the data. */
const promised: readonly (readonly [string, string, (person: Person) => boolean])[] = [
  ['an ordinary adult', 'yamada-hanako', isOrdinary],
  ['a 78-year-old', 'suzuki-ume', ({ card }) => card.birthdate.startsWith('1948')],
  ['a small child without photo', 'kobayashi-hina', ({ card }) => !card.photo],
  ['a card without PIN', 'watanabe-shizu', ({ card }) => card.pin === ''],
  ['a certificate that ends in 2 months', 'nakamura-takeshi', ({ card }) => card.certificateEndsInMonths === 2],
  ['one that ended a month ago', 'kato-yuki', ({ card }) => card.certificateEndsInMonths === -1],
  ['one that ended 5 months ago', 'yoshida-minoru', ({ card }) => card.certificateEndsInMonths === -5],
  ['a revoked one', 'inoue-akira', ({ card }) => card.revoked],
  ['one try of the PIN left', 'tanaka-kenta', ({ card }) => card.pinTriesLeft === 1],
  ['a locked PIN', 'ito-misaki', ({ card }) => card.pinTriesLeft === 0 && card.pin !== ''],
  ['not registered for insurance use', 'kimura-sakura', ({ registered }) => !registered],
  ['an invalid qualification', 'sato-ichiro', hasAnswer('invalid')],
  ['a newer one', 'hayashi-daisuke', hasAnswer('newer-exists')],
  ['none found', 'shimizu-kaoru', hasAnswer('none-found')],
  ['several found', 'mori-yoko', hasAnswer('several-found')],
  ['valid, unregistered: 医療扶助', 'goto-hiroshi', hasAnswer('valid-unregistered')],
  ['医療扶助', 'goto-hiroshi', ({ eligibility }) => eligibility.medicalAssistance !== undefined],
  ['a warning with a normal answer', 'nakamura-takeshi', ({ eligibility }) => eligibility.warning !== undefined],
  ['a patient number from before', 'nakamura-takeshi', ({ eligibility }) => eligibility.patientNumber !== undefined],
  ['a link error', 'abe-naoki', (person) => differs(person).length === 3],
  ['a PMH child subsidy', 'ishikawa-sota', ({ subsidies }) => subsidies.length === 1],
  [
    'an odd local recipient number',
    'ishikawa-sota',
    ({ subsidies }) => subsidies[0]?.recipientNumber === 'こ－00912/3',
  ],
  ['two PMH certificates', 'ogawa-emi', ({ subsidies }) => subsidies.length === 2],
  ['always reimbursed', 'ogawa-emi', ({ subsidies }) => subsidies.some((each) => each.alwaysReimbursed)],
  [
    'PMH of another prefecture',
    'maeda-kazuo',
    ({ subsidies }) => subsidies.every((it) => isReimbursed(it, institution)),
  ],
  ['a 限度額 category', 'okada-tetsuya', ({ eligibility }) => eligibility.limit !== undefined],
  ['an elderly ratio', 'okada-tetsuya', ({ eligibility }) => eligibility.elderlyRatio === '020'],
  ['a specific disease', 'okada-tetsuya', ({ eligibility }) => eligibility.specificDiseases?.length === 1],
  ['variant kanji, one beyond the basic plane', 'takasaki-yoshio', ({ name }) => /髙﨑　\u{20bb7}/u.test(name)],
  ['a name the answer writes otherwise', 'watanabe-shizu', (it) => it.eligibility.name !== it.name && !differs(it)[0]],
  ['a long foreign name', 'fernandez-alexandra', ({ name }) => name.length > 40],
  ['不開示', 'fujita-mai', ({ eligibility }) => eligibility.notDisclosed === true && eligibility.address === ''],
  ['an Android phone', 'sakamoto-ren', ({ phone }) => phone === 'android'],
  ['an iPhone', 'endo-mio', ({ phone }) => phone === 'iphone'],
];

describe('the fixture people', () => {
  test.each(promised)('include %s: %s', (_what, id, holds) => {
    const person = people.find((each) => each.id === id);
    expect(person && holds(person)).toBe(true);
  });

  test('have an id, a card and a token of their own each', () => {
    for (const of of [ids, names, securityCodes]) expect(new Set(people.map(of)).size).toBe(people.length);
  });

  test('are the answer’s own but for the link error', () => {
    expect(people.filter((person) => differs(person).length > 0).map(ids)).toEqual(['abe-naoki']);
  });

  test.each(['2026-01-31T16:00:00Z', '2027-02-28T00:00:00Z', '2028-05-31T14:59:00Z'])(
    'fall into the classes that their certificates are for, also at %s',
    async (at) => {
      const now = new Date(at);
      const pki = await openDemoPki(projectRoot(), now);
      const classOf = async (id: string) => {
        const der = await pki.issueFor(personCalled(id), 'card');
        const { validFrom, validTo } = new X509Certificate(der);
        return classifyByTime({ notBefore: new Date(validFrom), notAfter: new Date(validTo) }, now);
      };
      expect(
        await Promise.all(['yamada-hanako', 'nakamura-takeshi', 'kato-yuki', 'yoshida-minoru'].map(classOf)),
      ).toEqual(['valid', 'expiring', 'grace', 'unusable']);
    },
  );
});

describe('the dock', () => {
  test('shows everybody in one group, and no group is empty', () => {
    const shown = grouped(people);
    expect(shown.flatMap((group) => group.people.map(ids)).toSorted()).toEqual(people.map(ids).toSorted());
    expect(shown.filter((group) => group.people.length === 0)).toEqual([]);
    expect(shown[0]?.people.map(ids)).toEqual(['yamada-hanako', 'suzuki-ume']);
  });

  test('groups by tags that somebody has', () => {
    const tags = new Set(people.flatMap((person) => person.tags));
    expect(groups.flatMap((group) => group.tags).filter((tag) => !tags.has(tag))).toEqual([]);
  });
});

const ids = ({ id }: Person) => id;
const names = ({ name }: Person) => name;
const securityCodes = ({ card }: Person) => card.securityCode;

function hasAnswer(validity: Person['eligibility']['validity']) {
  return ({ eligibility }: Person) => eligibility.validity === validity;
}

function differs({ name, card, eligibility }: Person) {
  return compareLink({ ...card, name }, eligibility);
}

function isOrdinary({ card, registered, eligibility, subsidies, phone }: Person): boolean {
  return (
    card.photo &&
    card.pinTriesLeft === 3 &&
    !card.revoked &&
    card.certificateEndsInMonths > 3 &&
    registered &&
    eligibility.validity === 'valid' &&
    eligibility.warning === undefined &&
    subsidies.length === 0 &&
    phone === undefined
  );
}
