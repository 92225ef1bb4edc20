import type { VisitSetup } from '../setup.ts';

/**
 * 医療費助成 (PMH). The question is there only for somebody PMH has a certificate of, who is insured, and whom the answer
 * about the insurance was not somebody else's: until that has been compared, a certificate may be a stranger's. What
 * the patient answers is recorded apart from there being none, and from nobody having been able to ask.
 */
export function subsidyStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'waiting',
    states: {
      waiting: {
        meta: { screen: 'checking' },
        entry: 'holdAttention',
        always: [
          {
            guard: 'subsidiesNotAsked',
            target: '#checking',
            actions: { type: 'settleSubsidies', params: 'not-asked' },
          },
          { guard: 'notInsured', target: '#checking', actions: { type: 'settleSubsidies', params: 'not-asked' } },
          { guard: 'subsidiesOffered', target: 'asking' },
          { guard: 'subsidiesNone', target: '#checking', actions: { type: 'settleSubsidies', params: 'no-data' } },
          {
            guard: 'subsidiesUnknown',
            target: '#checking',
            actions: { type: 'settleSubsidies', params: 'could-not-ask' },
          },
        ],
        after: {
          subsidyLimit: { target: '#checking', actions: { type: 'settleSubsidies', params: 'could-not-ask' } },
        },
      },
      // As with consents: all at once, or each for itself.
      asking: {
        meta: { screen: 'subsidy', phase: 'asking' },
        entry: 'askPatient',
        on: {
          'subsidy.use': {
            target: 'settled',
            actions: ['wantAllSubsidies', { type: 'settleSubsidies', params: 'used' }],
          },
          'subsidy.decline': { target: 'settled', actions: { type: 'settleSubsidies', params: 'declined' } },
          'subsidy.choose': { guard: 'subsidiesSeveral', target: 'choosing' },
        },
      },
      choosing: {
        meta: { screen: 'subsidy', phase: 'choosing' },
        entry: 'askPatient',
        on: {
          'subsidy.answered': {
            actions: {
              type: 'answerSubsidy',
              params: ({ event: { certificate, wanted } }) => ({ certificate, wanted }),
            },
          },
          'subsidy.submit': [
            {
              guard: 'subsidiesAnsweredOneWanted',
              target: 'settled',
              actions: { type: 'settleSubsidies', params: 'used' },
            },
            {
              guard: 'subsidiesAnsweredNoneWanted',
              target: 'settled',
              actions: { type: 'settleSubsidies', params: 'declined' },
            },
          ],
        },
      },
      settled: { always: [{ guard: 'subsidyReimbursed', target: 'reimbursed' }, '#checking'] },
      // 償還払い: pay now, claim back later. Said before the patient stands at the till.
      reimbursed: {
        meta: { screen: 'notice', phase: 'reimbursed' },
        entry: 'askPatient',
        on: { 'notice.next': '#checking' },
      },
    },
  });
}
