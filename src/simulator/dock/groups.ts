/** What a fixture person is for, in the order in which the dock shows them. */
export const groups = [
  { title: 'Ordinary visits', tags: [] },
  {
    title: 'The card',
    tags: [
      'no-photo',
      'no-pin',
      'pin-last-try',
      'pin-locked',
      'certificate-expiring',
      'certificate-grace',
      'certificate-unusable',
      'revoked',
    ],
  },
  {
    title: 'The answer',
    tags: [
      'unregistered',
      'invalid',
      'newer-exists',
      'none-found',
      'several-found',
      'link-error',
      'valid-unregistered',
      'limit',
      'not-disclosed',
    ],
  },
  { title: 'Subsidies (PMH)', tags: ['pmh-child', 'pmh-two', 'pmh-elsewhere'] },
  { title: 'Names', tags: ['variant-kanji', 'long-name'] },
  { title: 'Phones', tags: ['phone'] },
] as const satisfies readonly { readonly title: string; readonly tags: readonly string[] }[];

export interface Group<T> {
  readonly title: string;
  readonly people: readonly T[];
}

/** Everybody once, in the first group that one of their tags names; who is in none is an ordinary visit. */
export function grouped<T extends { readonly tags: readonly string[] }>(people: readonly T[]): readonly Group<T>[] {
  const groupOf = ({ tags }: T): string =>
    groups.find((group) => group.tags.some((tag) => tags.includes(tag)))?.title ?? groups[0].title;
  return groups.map(({ title }) => ({ title, people: people.filter((person) => groupOf(person) === title) }));
}
