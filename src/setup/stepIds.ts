/** Every step, in the order in which they are asked. A name stands in addresses and in the trail: never used again. */
export const stepIds = [
  'network',
  'time',
  'clinic',
  'institution',
  'kiosk',
  'administrator',
  'desk',
  'reader',
  'camera',
  'trust',
  'faces',
  'gateway',
  'delivery',
  'hours',
  'accessibility',
  'backup',
  'use',
] as const;
export type StepId = (typeof stepIds)[number];
