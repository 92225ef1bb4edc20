/** What the command line changes or reveals: each leaves a record. Words are stored: one is never used for another. */
export const recordedCommands = [
  'queue show --reveal',
  'queue retry',
  'queue park',
  'queue reconciled',
  'queue export',
  'queue import',
  'queue rotate-key',
  'audit export',
  'audit anchors',
  'audit rotate-key',
  'statistics csv',
  'update install',
  'backup create',
  'backup restore',
] as const;

export type RecordedCommand = (typeof recordedCommands)[number];
