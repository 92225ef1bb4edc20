/**
 * What may lie on the reader under a person's name: their own card; one that somebody made at home around their freely
 * readable certificate; a genuine one whose photo is a few hundred bytes that unfold to gigabytes.
 */
export const chipKinds = ['own', 'home-made', 'photo-bomb'] as const;
export type ChipKind = (typeof chipKinds)[number];
