import type { EligibilityGateway } from '../eligibility/gateway.ts';
import type { Result } from '../problem/result.ts';

/**
 * The gateway as a visit asks it, telling `onAnswer` whenever the line proves to be there: the reconciliation need not
 * wait for the end of its pause while patients are being answered.
 */
export function noticingAnswers(gateway: EligibilityGateway, onAnswer: () => void): EligibilityGateway {
  const noticed = async <T>(asked: Promise<Result<T>>): Promise<Result<T>> => {
    const answer = await asked;
    if (answer.ok) onAnswer();
    return answer;
  };
  return {
    cardStatus: (certificate, signal) => noticed(gateway.cardStatus(certificate, signal)),
    register: (certificate, signal) => noticed(gateway.register(certificate, signal)),
    ask: (question, signal) => noticed(gateway.ask(question, signal)),
    // PMH is another system: it says nothing about this one.
    subsidies: (question, signal) => gateway.subsidies(question, signal),
    askAbsent: (absent, signal) => gateway.askAbsent(absent, signal),
  };
}
