import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { numberOddity } from '../../reception/checkDigit.ts';
import { withoutUndisclosed } from '../../reception/undisclosed.ts';
import { validityRules } from '../../reception/validity.ts';
import type { DeskContext } from '../context.ts';
import { csrfFor, signedIn } from '../http/access.ts';
import { birthdate, line, someLine } from '../http/fields.ts';
import { tick } from '../http/forms.ts';
import { troubled } from '../http/outcome.ts';
import { answer, isForm, sendPage } from '../http/reply.ts';
import { frameOf, inputOf, page, wrongInput } from '../http/routes.ts';
import { insuranceLookUpPage, insuranceLookUpResult } from '../pages/insuranceLookUpPages.ts';
import { layout } from '../pages/layout.ts';

/** Digits in any width, as many as one of these; empty where it may be. */
const digitsOf = (pattern: RegExp) =>
  z
    .string()
    .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
    .pipe(z.string().regex(pattern));

/** What stands on a 資格確認書. Symbols and numbers go on as typed: they may be of any characters. */
export const insuranceLookUpSchema = z.strictObject({
  insurerNumber: digitsOf(/^(\d{6}|\d{8})$/),
  insuredCardSymbol: line(40).default(''),
  insuredIdentificationNumber: someLine(40),
  insuredBranchNumber: digitsOf(/^(\d{2})?$/).default(''),
  birthdate,
  limitConsent: tick,
});

/** Above every limit that a configuration may give to whoever is asked, milliseconds. */
const askingMs = 70_000;

/** 資格確認書: somebody without a card is asked about by what is printed on their paper. */
export function insuranceLookUpRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { audit, gateway, statistics, log } = desk;

  page(server, desk, 'GET /insurance-look-up', (_by, { csrf }) => ({
    title: '番号で確認',
    body: insuranceLookUpPage(csrf),
  }));

  server.post('/api/insurance-look-up', { config: { page: '/insurance-look-up' } }, async (request, reply) => {
    const input = inputOf(request, insuranceLookUpSchema);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    const { staff } = signedIn(request);
    const recorded = audit.append({ type: 'desk.asked-by-numbers', staff: staff.id });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const asked = await gateway.lookUpInsurance(input.data, AbortSignal.timeout(askingMs));
    if (!asked.ok) return answer(request, reply, troubled(asked.problem));
    const counted = statistics.addDeskConfirmation();
    if (!counted.ok) log.warn({ problem: counted.problem.code }, 'an insurance look-up was not counted');
    const eligibility = withoutUndisclosed(asked.value);
    const found = {
      answer: eligibility,
      problem: validityRules[eligibility.validity].problem,
      oddity: numberOddity(input.data.insurerNumber) ?? null,
    };
    return isForm(request) ? showResult(desk, request, reply, found) : reply.send(found);
  });
}

/** The answer is shown and kept nowhere: the paper stays with the patient, the books are the clinic system's. */
function showResult(
  desk: DeskContext,
  request: FastifyRequest,
  reply: FastifyReply,
  found: Omit<Parameters<typeof insuranceLookUpResult>[0], 'at'>,
): FastifyReply {
  const by = signedIn(request);
  const frame = frameOf(desk, by, csrfFor(reply, by), '/insurance-look-up');
  return sendPage(reply, layout(frame, '番号で確認した結果', insuranceLookUpResult({ ...found, at: desk.now() })));
}
