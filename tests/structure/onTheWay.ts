/** What still stands from before the house had this plan. It only ever gets shorter; empty, this file goes. */
export const onTheWay = {
  circles: [
    'src/cli/face/command.ts ⇄ src/cli/face/pairs.ts',
    'src/cli/queue/command.ts ⇄ src/cli/queue/text.ts ⇄ src/cli/queue/transfer.ts',
  ],
  arrows: [
    'src/audit/catalogue.ts → src/config/schema.ts',
    'src/audit/catalogue.ts → src/statistics/visitSummary.ts',
    'src/kiosk/sinks.ts → src/config/schema.ts',
  ],
  loaded: [],
} as const;
