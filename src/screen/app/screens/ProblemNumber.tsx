import { useKiosk } from '../kiosk.ts';

/** For the desk and the support line: small, but to be read aloud over a telephone. */
export function ProblemNumber({ code }: { readonly code: string }) {
  const { problem } = useKiosk().words;
  return (
    <p class="problem-number">
      {problem.number} <b>{code}</b>
    </p>
  );
}
