import { output, type VisitSetup } from '../setup.ts';

/** 顔認証: wait for the photo, look, and let the patient decide what follows a miss. */
export function faceStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'preparing',
    on: {
      'method.pin': { guard: 'pinOffered', target: 'pin' },
      'method.staff': { guard: 'visualOffered', target: 'visual' },
    },
    states: {
      preparing: {
        meta: { screen: 'face', phase: 'preparing' },
        entry: 'holdAttention',
        always: [
          { guard: 'photoReady', target: 'looking' },
          { guard: 'numberBOffered', target: '#choosing', actions: { type: 'notice', params: 'number-needed' } },
          {
            guard: 'photoGone',
            target: '#choosing',
            actions: { type: 'notice', params: 'face-unavailable' },
          },
        ],
      },
      looking: {
        meta: { screen: 'face', phase: 'looking' },
        entry: 'holdAttention',
        invoke: {
          id: 'matchFace',
          src: 'matchFace',
          onDone: [
            {
              guard: { type: 'faceMatched', params: output },
              target: '#sharing',
              actions: { type: 'keepFaceProof', params: output },
            },
            { target: 'missed', actions: 'spendFaceAttempt' },
          ],
          onError: {
            target: '#choosing',
            actions: [
              { type: 'photoLacking', params: 'unavailable' },
              { type: 'notice', params: 'face-unavailable' },
            ],
          },
        },
        after: { faceLimit: { target: 'missed', actions: 'spendFaceAttempt' } },
      },
      missed: {
        meta: { screen: 'face', phase: 'failed' },
        entry: 'askPatient',
        always: {
          guard: 'faceExhausted',
          target: '#choosing',
          actions: { type: 'notice', params: 'face-failed' },
        },
        on: { 'face.retry': 'looking' },
      },
    },
  });
}
