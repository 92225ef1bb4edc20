import type { SelfTestSeen } from '../../desk/ports.ts';
import type { SelfTestResult } from '../../diagnostics/selfTest.ts';

/** The last self-test as staff see it. */
export function selfTestAtDesk(result: SelfTestResult | undefined): SelfTestSeen | null {
  if (!result) return null;
  const { at, report, mended } = result;
  return { at, mended, findings: report.findings.map(({ number, says, next }) => ({ number, says, next })) };
}
