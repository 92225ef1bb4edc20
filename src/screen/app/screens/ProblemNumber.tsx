import { useKiosk } from '../kiosk.ts';
import { Phrases } from './Phrases.tsx';

/** For the desk and the support line: small, but to be read aloud over a telephone. */
export function ProblemNumber({ code }: { readonly code: string }) {
  const { problem } = useKiosk().words;
  return (
    <p class="problem-number">
      <Phrases>{problem.number}</Phrases> <b>{code}</b>
    </p>
  );
}
