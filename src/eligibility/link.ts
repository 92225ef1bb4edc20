/** In which of the items that both know card and answer differ. Never the values. */
export const linkDifferences = ['name', 'birthdate', 'sex'] as const;
export type LinkDifference = (typeof linkDifferences)[number];
