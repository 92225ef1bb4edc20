/**
 * What a patient may share: 手術情報, 診療・薬剤情報 (asked as two), 特定健診情報, and 処方・調剤情報 where
 * e-prescription is introduced. Ids are part of the screen contract.
 */
export const consentItems = ['surgery', 'medication', 'diagnosis', 'checkup', 'prescriptions'] as const;

export type ConsentItem = (typeof consentItems)[number];

/**
 * How much an item's name covers. `wide`: with 電子カルテ情報共有 the same questions cover more (allergies, tests,
 * infections, names of diseases), and say so.
 */
export const consentKinds = ['ordinary', 'wide'] as const;
export type ConsentKinds = (typeof consentKinds)[number];
