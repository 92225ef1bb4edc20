import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { stepCalled } from '../../setup/catalogue.ts';
import type { StepId } from '../../setup/stepIds.ts';
import { cameraShown } from '../../setup/steps/camera.ts';
import { csrfFor } from '../http/access.ts';
import { troubled } from '../http/outcome.ts';
import { answer, sendPage } from '../http/reply.ts';
import { inputOf } from '../http/routes.ts';
import { livePart } from '../pages/setUp/stepPage.ts';
import { settingsBodyLimit } from '../routes/settingsRoutes.ts';
import { typedStep } from '../setUp/typedStep.ts';
import type { FirstRunContext } from './context.ts';
import { type Conversation, staffOf, stepIdOf, unknownStep, wordsFor } from './conversation.ts';
import { makeAdministrator } from './firstAdministrator.ts';

/** A question at a time: shown, answered, left out, tried; and what is to be seen live beside it. */
export function stepRoutes(server: FastifyInstance, context: FirstRunContext, talk: Conversation): void {
  const { setUp, audit } = context;

  server.get('/set-up/:id', async (request, reply) => {
    const id = stepIdOf(request);
    return id ? talk.showStep(request, reply, id) : reply.redirect('/set-up', 303);
  });

  server.get('/set-up/camera.jpg', async (request, reply) => {
    const seen = await setUp.ports.seen();
    const device = cameraShown(setUp.draft, seen.cameras);
    const picture = await setUp.ports.picture(device, request.signal);
    if (!picture.ok) return answer(request, reply, troubled(picture.problem));
    return reply.type('image/jpeg').send(Buffer.from(picture.value));
  });

  server.get('/fragments/set-up/:id', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    return sendPage(reply, livePart(id, await setUp.ports.seen(), csrfFor(reply, request.session)));
  });

  server.post('/api/set-up/steps/:id', { bodyLimit: settingsBodyLimit }, async (request, reply) => {
    const id = stepIdOf(request);
    const input = inputOf(request, typedStep);
    if (!id || !input.success) return answer(request, reply, unknownStep);
    if (id === 'administrator') return makeAdministrator(context, talk, request, reply, input.data);
    const seen = await setUp.ports.seen();
    const answered = setUp.answer(id, input.data, seen, () =>
      audit.append({ type: 'set-up.answered', step: id, skipped: false, ...staffOf(request) }),
    );
    if (answered.kind === 'wrong') {
      return talk.showStep(request, reply.code(422), id, { faults: answered.faults, tried: undefined }, input.data);
    }
    if (answered.kind === 'failed') {
      talk.leave(request, wordsFor(answered.problem), false);
      return reply.redirect(`/set-up/${id}`, 303);
    }
    if (answered.tells !== undefined) talk.leave(request, answered.tells, true);
    // What can be tried is tried where it was answered: the next question comes after it.
    return stepCalled(id).trial && setUp.next(seen) !== id ? afterAnswer(request, reply, id) : talk.goOn(reply, id);
  });

  /** A step that can be tried is shown once more, with the way on. */
  const afterAnswer = async (request: FastifyRequest, reply: FastifyReply, id: StepId): Promise<FastifyReply> => {
    const tried = wantsTrial(id) ? await setUp.try(id, false, request.signal) : undefined;
    if (tried?.ok && !tried.value.isGood) return talk.showStep(request, reply, id, { faults: {}, tried: tried.value });
    return stepCalled(id).trial?.delivers === undefined ? talk.goOn(reply, id) : talk.showStep(request, reply, id);
  };

  server.post('/api/set-up/steps/:id/skip', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    const recorded = audit.append({ type: 'set-up.answered', step: id, skipped: true, ...staffOf(request) });
    const skipped = recorded.ok ? setUp.skip(id) : recorded;
    if (!skipped.ok) return answer(request, reply, troubled(skipped.problem));
    return talk.goOn(reply, id);
  });

  server.post('/api/set-up/steps/:id/try', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    const delivered = stepCalled(id).trial?.delivers !== undefined;
    const recorded = audit.append({ type: 'set-up.tried', step: id, delivered, ...staffOf(request) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const tried = await setUp.try(id, delivered, request.signal);
    const said = tried.ok ? tried.value : { isGood: false, lines: [{ says: wordsFor(tried.problem) }] };
    return talk.showStep(request, reply, id, { faults: {}, tried: said });
  });

  server.post('/api/set-up/networks', async (request, reply) => {
    const input = inputOf(request, z.strictObject({ from: z.string().max(400) }));
    const { networks } = await setUp.ports.seen();
    const from = input.success ? input.data.from : '';
    // Only what was offered: nobody names a folder of their own.
    if (from === 'publishers' || networks.sticks.includes(from)) setUp.ports.bringNetworks(from);
    return reply.redirect('/set-up/faces', 303);
  });
}

/** Reading the reader or looking at a camera is shown live already; what goes out over the network is tried at once. */
function wantsTrial(id: StepId): boolean {
  return id === 'gateway';
}
