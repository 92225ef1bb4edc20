/** What still stands from before the house had this plan. It only ever gets shorter; empty, this file goes. */
export const onTheWay = {
  circles: [
    'src/eligibility/gateway.ts ⇄ src/reception/reception.ts',
    'src/outbox/delivery.ts ⇄ src/outbox/sinkLoop.ts',
    'src/cli/face/command.ts ⇄ src/cli/face/pairs.ts',
    'src/cli/queue/command.ts ⇄ src/cli/queue/text.ts ⇄ src/cli/queue/transfer.ts',
    'eligibility ⇄ reception',
  ],
  arrows: [
    'src/audit/catalogue.ts → src/config/schema.ts',
    'src/audit/catalogue.ts → src/statistics/visitSummary.ts',
    'src/outbox/openSinks.ts → src/config/schema.ts',
    'src/outbox/sinks/fhir/fhirSink.ts → src/eligibility/cappedBody.ts',
    'src/outbox/sinks/oqs/roundTrip.ts → src/eligibility/deskGateway.ts',
    'src/outbox/sinks/receptionBody.ts → src/eligibility/gateway.ts',
    'src/reception/reception.ts → src/eligibility/gateway.ts',
    'src/screen/view.ts → src/eligibility/gateway.ts',
    'src/screen/words/words.ts → src/eligibility/gateway.ts',
  ],
  loaded: [
    'src/visit/commands.ts → src/eligibility/gateway.ts',
    'src/visit/views/identity.ts → src/eligibility/gateway.ts',
    'src/eligibility/gateway.ts',
  ],
} as const;
